/**
 * "有新版本 [现在换]", or in plain words what withholds it.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { apply } from '../../core/live/applying.js'
import { withheld } from '../../core/live/updating.js'
import { en_update } from '../../words/update.en.js'
import { zh_update } from '../../words/update.zh.js'
import { html } from '../html.js'
import { rows } from '../outbox/shown.js'
import { locale } from '../words.js'

/** Another tab's form says nothing when it is saved: so often it is looked at, in ms. */
const EVERY = 3_000

export function Update() {
  const [why, setWhy] = useState(
    /** @type {import('../../core/live/updating.js').Withheld | null | undefined} */ (undefined),
  )
  const [going, setGoing] = useState(false)
  useEffect(() => {
    const look = () => void withheld().then(setWhy, () => {})
    look()
    const timer = setInterval(look, EVERY)
    return () => clearInterval(timer)
  }, [rows.value])
  if (why === undefined) return null
  const t = locale.value === 'en' ? en_update : zh_update
  const go = () => {
    setGoing(true)
    void apply().then(setWhy).finally(() => setGoing(false))
  }
  return html`
    <div class="strip" role="status"><p>${why ? t[why.why](why.count) : going ? t.going : t.text}</p>${!why &&
      html`<button type="button" class="button" aria-disabled=${going} onClick=${() =>
        going || go()}>${t.now}</button>`}</div>
  `
}
