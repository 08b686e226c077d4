/**
 * One figure in words, in its unit; and a whole answer as a table for spreadsheets.
 * @module
 */
import { csv } from '../../core/csv.js'
import { locale, words } from '../words.js'
import { book } from './book.js'

/** @typedef {{ measure: string, value: number | null, count: number | null, among: number | null, leftOut?: number | null, low?: number | null, high?: number | null, hidden: boolean }} Figure */
/** @typedef {{ keys?: string[], labels: string[], values: Figure[] }} Row */
/** @typedef {{ measure: string, version: number, unit: string, zh: string, en: string }} Definition */
/** @typedef {{ groups: number, now: string, asOf: string | null, rows: Row[], others: Row | null, total: Row, definitions: Definition[] }} Data */

/** @param {Figure} figure @param {{ unit: string }} definition @returns {string} */
export function told(figure, { unit }) {
  const [figures, { locale }] = [book.value, words.value]
  if (figure.hidden) return figures.few
  if (figure.value === null) return figures.unknown
  if (unit === 'SHARE') return percent(figure.value)
  if (unit === 'MINUTES') return lasting(figure.value)
  return figure.value.toLocaleString(locale, { maximumFractionDigits: unit === 'PER_THOUSAND' ? 1 : 0 })
}

/** @param {number} share */
export function percent(share) {
  return `${(share * 100).toFixed(1)}%`
}

/** @param {number} minutes */
function lasting(minutes) {
  const [figures, { locale }] = [book.value, words.value]
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60)]
  const { minute, hour, day } = figures.lasts
  if (hours < 1) return minute(minutes)
  return days < 2
    ? hour((minutes / 60).toLocaleString(locale, { maximumFractionDigits: 1 }))
    : day((minutes / 1440).toLocaleString(locale, { maximumFractionDigits: 1 }))
}

/** The figures of a row, each with its definition. @param {Row} row @param {Data} data */
export function cells(row, data) {
  return row.values.flatMap((figure, at) => {
    const definition = data.definitions[at]
    return definition ? [{ figure, definition }] : []
  })
}

/** @param {Record<string, string>} book @param {string | undefined} key */
export function named(book, key) {
  return book[key ?? ''] ?? key ?? ''
}

/** As it stands at the head of something. @param {Record<string, string>} book @param {string | undefined} key */
export function headed(book, key) {
  const name = named(book, key)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** Each group with all that its figures are made of. @param {import('./question.js').Question} asked @param {Data} data */
export function table(asked, data) {
  const figures = book.value
  const heads = data.definitions.flatMap(({ measure, unit }) => {
    const name = named(figures.measure, measure)
    return unit === 'SHARE' ? [name, `${name} ${figures.numerator}`, `${name} n`] : [name]
  })
  const line = (/** @type {Row} */ row) => [
    ...asked.by.map((_, at) => row.labels[at] ?? ''),
    ...cells(row, data).flatMap(({ figure, definition }) => {
      const value = figure.hidden ? figures.few : figure.value
      return definition.unit === 'SHARE' ? [value, figure.count, figure.among] : [value]
    }),
  ]
  const notes = data.definitions.map((
    one,
  ) => [named(figures.measure, one.measure), locale.value === 'en' ? one.en : one.zh, figures.version(one.version)])
  const rows = [...data.rows, ...(data.others ? [data.others] : []), data.total]
  return csv([[...asked.by.map((one) => named(figures.dimension, one)), ...heads], ...rows.map(line), [], ...notes])
}
