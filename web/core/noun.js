/**
 * A noun as its generic screens know it, in types; the data is made by `./grid schema` (web/api/nouns).
 * @module
 */

/** @typedef {[string, string]} Label in Chinese and in English */
/** @typedef {'text' | 'moment' | 'day' | 'flag' | 'number' | 'code' | 'area' | 'unit' | 'person' | 'incident' | 'whistle' | 'photos' | null} Kind */
/** @typedef {{ key: string, words: Label, kind: Kind, codes?: Record<string, Label> }} Column */
/**
 * @typedef {object} Field  of a form
 * @property {string} key
 * @property {Label} words
 * @property {'text' | 'code' | 'yesno' | 'number' | 'day' | 'moment' | 'area' | 'unit' | 'photos'} kind
 * @property {number} [least]  characters that a text has at least; of anything else 1: it must be said
 * @property {number} [longest]  characters that it has at most
 * @property {number} [most]  photos, or codes of several
 * @property {[number, number]} [between]  of a number
 * @property {[number, number]} [within]  days before and after now
 * @property {Record<string, Label>} [codes]
 * @property {boolean} [many]  several codes
 * @property {boolean} [long]  more than a line
 */
/**
 * @typedef {object} Command
 * @property {string} name  of its operation
 * @property {string} mutation
 * @property {string} step  as `allowedSteps` calls it
 * @property {boolean} begins  makes a new one
 * @property {boolean} offline  is kept on the phone and sent when it can be
 * @property {Label} words
 * @property {Field[]} fields
 */
/**
 * @typedef {object} Noun
 * @property {string} name
 * @property {string} field  of one in an answer
 * @property {string} list  of a page
 * @property {Label} words
 * @property {Label} empty
 * @property {Record<string, Label>} states
 * @property {Record<string, Label>} steps
 * @property {Record<string, string[]>} roads  of each state: the states of its stepper
 * @property {string[]} ended
 * @property {string[]} heading  the codes that name one
 * @property {string} line  the column below the heading
 * @property {string | null} due
 * @property {string[]} waits  the states in which it is due
 * @property {Column[]} columns
 * @property {Command[]} commands
 * @property {Label | null} mine  the chip of what waits for the viewer
 * @property {boolean} byState
 * @property {boolean} byArea
 * @property {Record<string, any>} operations  by name
 */

export {}
