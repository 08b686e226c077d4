/**
 * What the outbox did, for those who listen: one merged sentence in five seconds, loud only when a person is needed.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { rows } from './shown.js'
import { words } from '../words.js'

const APART = 5_000

export function Speaker() {
  const [text, setText] = useState({ said: '', loud: false })
  useEffect(() => {
    let sent = 0
    let need = 0
    /** @type {Map<string, string>} */
    let known = new Map()
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer
    const say = () => {
      setText({ said: words.peek().spoken.both(sent, need), loud: need > 0 })
      sent = need = 0
      timer = undefined
    }
    const stop = rows.subscribe((now) => {
      for (const row of now) {
        const before = known.get(row.opId)
        if (before === undefined || before === row.state) continue
        if (row.state === 'DELIVERED') sent++
        if (row.state === 'NEEDS_YOU') need++
      }
      known = new Map(now.map((row) => [row.opId, row.state]))
      if (sent + need > 0) timer ??= setTimeout(say, APART)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [])
  return html`<div class="unseen" aria-live=${text.loud ? 'assertive' : 'polite'}>${text.said}</div>`
}
