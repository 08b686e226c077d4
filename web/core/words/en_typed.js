/** @module */

/** @type {typeof import('./zh_typed.js').zh_typed} */
export const en_typed = {
  typedWhy: {
    FILTER_AWAY: 'Without a signal this phone cannot tell which these are. Look again with one',
    SEARCH_LONG: 'This is too long to search for, so it was not: at most 200 characters and 16 words',
  },
}
