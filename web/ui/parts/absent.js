/**
 * What stands where a thing should: its bones while it is read, why it could not be read, or that it is not there for this person.
 * @module
 */
import { html } from '../html.js'
import { Lost } from '../lost.js'
import { Bones, Trouble } from './quiet.js'

/** @param {{ reading: { waiting: boolean, failure?: any, again: () => void } }} props */
export function Absent({ reading }) {
  if (reading.waiting) return html`<${Bones} again=${reading.again} />`
  return reading.failure && reading.failure.code !== 'NOT_FOUND'
    ? html`<${Trouble} failure=${reading.failure} again=${reading.again} />`
    : html`<${Lost} />`
}
