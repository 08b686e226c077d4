/**
 * The English of `zh_begun.js`.
 * @module
 */

/** @type {typeof import('./begun.zh.js').zh_begun} */
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
    shared: (at, photos, text) =>
      `At ${at} ${
        [photos ? (photos === 1 ? '1 photo' : `${photos} photos`) : '', text ? 'a text' : ''].filter(Boolean).join(
          ' and ',
        ) ||
        'something'
      } came from another app while nobody was signed in. Is it yours?`,
    until: (at) => `If nobody takes it, it is kept until ${at}`,
    mine: 'Mine, report it',
    notMine: 'Not mine',
    waiting: (n) =>
      `${n} shared ${
        n === 1 ? 'item waits' : 'items wait'
      } on this phone; after signing in you are asked whether it is yours`,
  },
}
