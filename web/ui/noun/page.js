/**
 * A noun that has no screens of its own: its list, or one of it.
 * @module
 */
import { html } from '../html.js'
import { useNoun } from './reading.js'
import { Frame } from '../parts/frame.js'
import { Bones } from '../parts/quiet.js'
import { words } from '../words.js'
import { Lost } from '../lost.js'
import { NounList } from './list.js'
import { NounOne } from './one.js'

/** @param {{ noun: string, id?: string }} props */
export function Page({ noun: name, id }) {
  const noun = useNoun(name)
  if (noun) {
    return id ? html`<${NounOne} noun=${noun} id=${id} />` : html`<${NounList} noun=${noun} />`
  }
  return html`
    <${Frame} title=${words.value.noun.title} back="/me">
      ${noun === null ? html`<${Bones} />` : html`<${Lost} />`}
      <//>
  `
}
