/**
 * A table as CSV that a spreadsheet opens as it is: with its byte-order mark, and no cell that would be run as a formula.
 * @module
 */

/**
 * @param {(string | number | null | undefined)[][]} rows
 * @returns {string}
 */
export function csv(rows) {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** A moment by Shanghai's clock, with its year: it is read on other days too. @param {string | number | null | undefined} at */
export function moment(at) {
  return at ? new Date(at).toLocaleString('sv', { timeZone: 'Asia/Shanghai' }).slice(0, 16) : ''
}

/** @param {string | number | null | undefined} value */
function cell(value) {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^\s*[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
