/**
 * Text is what it looks like: what is kept of anything typed, the same here and at the server (`server/core/text.py`, which says
 * why). `tests/tables/text.json` holds the cases that both sides pass.
 * @module
 */

const PICTURES =
  '\\u00a9\\u00ae\\u203c\\u2049\\u2122\\u2139\\u2190-\\u21ff\\u2300-\\u27bf\\u2900-\\u297f\\u2b00-\\u2bff\\u3030\\u303d\\u3297\\u3299\\u{1f000}-\\u{1faff}'
const PLANES = Array.from({ length: 17 }, (_, plane) => `\\u{${plane.toString(16)}fffe}\\u{${plane.toString(16)}ffff}`)
const MARKS = '\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f'
const JOINED = `${PICTURES}\\ufe0f\\u0600-\\u18af`

const LINES = /\r\n|[\r\v\f\x85\u2028\u2029]/gu
const BLANKS = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]/gu
const UNSEEN = made(
  '[\\0-\\x08\\x0e-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0d\\ufeff\\uffa0\\ufff0-\\ufffc\\ud800-\\udfff\\ufdd0-\\ufdef\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}' +
    `${PLANES.join('')}]`,
)
const JOINERS = made(`(?<![${JOINED}])[\\u200c\\u200d]|[\\u200c\\u200d](?![${JOINED}])`)
const SELECTORS = made(`(?<![0-9#*${PICTURES}])[\\ufe0e\\ufe0f]`)
const STACKED = made(`([${MARKS}]{3})[${MARKS}]+`)
const RUN = /[0-9a-z]+|(?:(?![0-9a-z])[\p{L}\p{N}])+/gu

/** @param {string} pattern */
function made(pattern) {
  return new RegExp(pattern, 'gu')
}

/** What is kept of words of several lines. @param {string} text */
export function kept(text) {
  const plain = text.replace(LINES, '\n').replace(BLANKS, ' ').replace(UNSEEN, '').normalize()
  return plain.replace(JOINERS, '').replace(SELECTORS, '').normalize().replace(STACKED, '$1').replace(
    /^[ \n]+|[ \n]+$/g,
    '',
  )
}

/** What is kept of words of one line: a name, an address. @param {string} text */
export function line(text) {
  return kept(text).replace(/[ \n]+/g, ' ')
}

/** What is kept of a number or a login that others gave. @param {string} text */
export function code(text) {
  return line(line(text).normalize('NFKC'))
}

/** The text as searches compare it, in runs of Latin letters and digits or of others. @param {string} text */
export function runs(text) {
  return kept(text).normalize('NFKC').toLowerCase().match(RUN) ?? []
}

/** How many characters a person sees and the server counts: a picture is one, not two. @param {string} text */
export function lengthOf(text) {
  return [...text].length
}
