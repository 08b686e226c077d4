/**
 * The English of `rows.zh.js`.
 * @module
 */

/** @type {typeof import('./rows.zh.js').zh_rows} */
export const en_rows = {
  rows: {
    tools: 'Tools',
    roomy: 'Roomy',
    age: {
      now: 'now',
      minutes: (n) => `${n} min`,
      hours: (n) => `${n} h`,
      days: (n) => `${n} d`,
    },
    received: (at) => `received ${at}`,
  },
}
