/**
 * The words of what is needed and claimed, beside what the nouns say of themselves.
 * @module
 */

/** @type {typeof import('./demand.zh.js').zh_demand} */
export const en_demand = {
  demand: {
    progress: (n, all, of) => `${n} of ${all} ${of} claimed`,
    left: (n, of) => `${n} ${of} left`,
    full: 'Claimed in full',
    confirmed: (n, of) => `${n} ${of} delivered and confirmed`,
    claim: 'Claim a part',
    free: 'To claim',
    todo: 'For me',
    claims: 'Who has claimed',
    mine: 'Claimed by your firm',
    nobody: 'Nobody has claimed yet',
    more: 'There are more: see Claims',
    all: 'All claims',
    year: (year, place) => `${place}, ${year}:`,
    needs: (all, some) => `${some} of ${all} published needs were claimed`,
    parts: (all, some) => `${some} of ${all} claims were delivered`,
    title: (quarter) => `Needs of ${quarter}`,
    head: ['Where', 'What is needed', 'Quantity', 'Claimed', 'Left', 'By'],
  },
}
