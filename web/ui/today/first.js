/**
 * The first day on this phone: the way to practice, until somebody took it or said no.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { fact, setFact } from '../../core/replica/store.js'
import { person } from '../here.js'
import { html } from '../html.js'
import { drafts, rows } from '../outbox/shown.js'
import { go } from '../route.js'
import { words } from '../words.js'

export function First() {
  const [open, setOpen] = useState(false)
  const key = /** @type {const} */ (`practised:${person.value?.id ?? ''}`)
  useEffect(() => void fact(key).then((known) => setOpen(!known && sessionStorage.getItem('practice') === null)), [key])
  const { begun: t } = words.value
  if (!open || rows.value.length + drafts.value.length > 0) return null
  const done = () => {
    setOpen(false)
    void setFact(key, Date.now()).catch(() => {}) // else it is offered again
  }
  return html`
    <section class="strip" aria-label=${t.practise}>
      <p>${t.practise}</p>
      <button type="button" class="button" onClick=${() => (done(), go('/me/practice'))}>${t.practiseYes}</button>
      <button type="button" class="button plain" onClick=${done}>${t.practiseNo}</button>
    </section>
  `
}
