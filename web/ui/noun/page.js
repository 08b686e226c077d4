/**
 * A noun without a page of its own: its list, or one of it. Some say themselves how a row of theirs looks, and what stands beside it.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { go } from '../route.js'
import { useNoun } from './reading.js'
import { Frame } from '../parts/frame.js'
import { Bones } from '../parts/quiet.js'
import { need, words } from '../words.js'
import { Lost } from '../lost.js'
import { NounList } from './list.js'
import { NounOne } from './one.js'

/** @typedef {{ Card?: Function, Beside?: Function, Paper?: Function, Head?: Function, narrow?: () => string }} Own `Card`: one in the list; `Paper`: the list as it is printed; `Beside`: above the facts of one; `Head`: above the list; `narrow`: what the first of two chips is called, for whom it is one of their own few screens */

/** @type {Record<string, () => Promise<Own>>} */
const OWN = {
  demand: () => Promise.all([import('../demand/own.js'), need(['demand'])]).then(([own]) => own),
  outer_order: () => Promise.all([import('../hotline/order.js'), need(['hotline'])]).then(([own]) => own),
  answer: () => Promise.all([import('../hotline/answer.js'), need(['hotline'])]).then(([own]) => own),
  call_back: () => Promise.all([import('../hotline/call_back.js'), need(['hotline'])]).then(([own]) => own),
  claim: () => Promise.all([import('../demand/claim.js'), need(['demand'])]).then(([own]) => own),
}

/** What the noun says itself; null while it comes. @param {string} name @returns {Own | null} */
function useOwn(name) {
  const load = OWN[name]
  const [own, setOwn] = useState(/** @type {Own | null} */ (load ? null : {}))
  useEffect(() => void load?.().then(setOwn, () => setOwn({})), [name])
  return own
}

/** Nouns with a page of their own, to which what is told of one leads. @type {Record<string, string>} */
const ELSEWHERE = { grid_plan: '/me/grids' }

/** @param {{ noun: string, id?: string }} props */
export function Page({ noun: name, id }) {
  const elsewhere = Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : null
  useEffect(() => {
    if (elsewhere && id) go(`${elsewhere}?id=${id}`, { replace: true })
  }, [elsewhere, id])
  const noun = useNoun(name)
  const own = useOwn(name)
  if (noun && own) {
    return id ? html`<${NounOne} noun=${noun} id=${id} own=${own} />` : html`<${NounList} noun=${noun} own=${own} />`
  }
  return html`
    <${Frame} title=${words.value.noun.title} back="/me">
      ${noun === undefined && !elsewhere ? html`<${Lost} />` : html`<${Bones} />`}
      <//>
  `
}
