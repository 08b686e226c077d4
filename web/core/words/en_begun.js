/**
 * The English of `zh_begun.js`.
 * @module
 */

/** @type {typeof import('./zh_begun.js').zh_begun} */
export const en_begun = {
  begun: {
    none: 'No drafts, and nothing that needs you',
    title: 'Not finished',
    draft: 'Draft',
    resume: 'Continue',
    drop: 'Throw away',
    dropped: 'Draft thrown away',
    noClass: 'No class yet',
    noPlace: 'No place yet',
    photos: (n) => (n === 1 ? '1 photo' : `${n} photos`),
    since: (at) => `begun ${at}`,
    all: (n) => `All ${n} that are not finished`,
  },
}
