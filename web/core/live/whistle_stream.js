/**
 * Live whistles: the changes of one, while its board is open, or of all in sight, while a list of them is. Each change, and whatever may
 * have been missed, asks the screen to read anew.
 * @module
 */
import { follow } from './live.js'

/** @typedef {import('./stream.js').LineState} LineState */

/**
 * @param {string | null} id of the whistle; null: all in sight
 * @param {{ onChange: () => void, onLine: (line: LineState) => void }} listeners
 * @returns {() => void} stop
 */
export function followWhistle(id, { onChange, onLine }) {
  return follow({
    onChange: ({ subjectKind, subjectId }) => {
      if (subjectKind === 'whistle' && (id === null || subjectId === id)) onChange()
    },
    onLine,
    onFresh: onChange,
  })
}
