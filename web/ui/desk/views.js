/**
 * Saved views: a list's filter, search and area under a name of one's own. Kept for the person, on this machine.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { signal } from '../../vendor/signals.js'
import { fact, setFact } from '../../core/replica/store.js'
import { person } from '../here.js'
import { html } from '../html.js'
import { go } from '../route.js'
import { toldOf, words } from '../words.js'
import { toast } from '../parts/toast.js'

/** @typedef {{ name: string, search: string }} View `search`: what the desk's address asks for */

/** So many views, and letters of a name. */
export const MOST = 12
export const LONGEST = 16

/** Those of who is here. */
export const views = signal(/** @type {View[]} */ ([]))

person.subscribe((now) => {
  views.value = []
  if (now) void fact(`views:${now.id}`).then((kept) => person.peek()?.id === now.id && (views.value = kept ?? []))
})

/** @param {View[]} next */
async function keep(next) {
  const { id = '' } = person.peek() ?? {}
  try {
    await setFact(`views:${id}`, next)
    views.value = next
  } catch (error) {
    toast({ text: toldOf(error) })
  }
}

/** Views in the menu of filters: each opens its list; the shown list can be given a name. @param {{ search: string }} props */
export function Views({ search }) {
  const [name, setName] = useState('')
  const t = words.value.rows
  const all = views.value
  const others = all.filter((one) => one.name !== name.trim())
  const full = others.length >= MOST
  const save = (/** @type {Event} */ event) => {
    event.preventDefault()
    if (!name.trim() || full) return
    void keep([...others, { name: name.trim(), search }])
    setName('')
  }
  return html`
    <section class="stack-close" aria-labelledby="views">
      <h3 id="views">${t.views}</h3>
      ${all.length === 0 && html`<p class="note">${t.noViews}</p>`}
      <ul>${all.map((one) =>
        html`
          <li key=${one.name} class="view">
            <button type="button" class="button" onClick=${() => go(`/desk${one.search}`)}>${one.name}</button>
            <button type="button" class="button plain" data-stays aria-label=${t.dropView(one.name)} onClick=${() =>
              void keep(all.filter((other) => other !== one))}>${t.drop}</button>
          </li>
        `
      )}</ul>
      <form class="with-button" data-stays onSubmit=${save}>
        <div class="field"><label for="view-name">${t.nameView}</label>
          <input id="view-name" type="text" maxlength=${LONGEST} autocomplete="off" value=${name} onInput=${(
            /** @type {any} */ event,
          ) => setName(event.target.value)} /></div>
        <button type="submit" class="button" aria-disabled=${!name.trim() || full}>${t.saveView}</button>
      </form>
      ${full && html`<p class="why">${t.viewsFull(MOST)}</p>`}
    </section>
  `
}
