/**
 * The English of `zh_begun.js`.
 * @module
 */

/** @type {typeof import('./begun.zh.js').zh_begun} */
export const en_begun = {
  begun: {
    practise: 'First time here? Practise first: nothing is sent',
    practiseYes: 'Practise',
    practiseNo: 'No thanks',
    none: 'No drafts, and nothing that needs you',
    title: 'Unfinished',
    draft: 'Draft',
    resume: 'Continue',
    drop: 'Discard',
    dropped: 'Draft discarded',
    noClass: 'No class yet',
    noPlace: 'No place yet',
    photos: (n) => (n === 1 ? '1 photo' : `${n} photos`),
    since: (at) => `started ${at}`,
    all: (n) => `All ${n} unfinished`,
    shared: (at, photos, text) =>
      `At ${at} ${
        [photos ? (photos === 1 ? '1 photo' : `${photos} photos`) : '', text ? 'a text' : ''].filter(Boolean).join(
          ' and ',
        ) ||
        'something'
      } came from another app while nobody was signed in. Is it yours?`,
    until: (at) => `If nobody takes it, it is kept until ${at}`,
    mine: 'Mine: report it',
    notMine: 'Not mine',
    report: 'Report something',
    openHere: (area, n) => `${n} open in ${area}`,
    openAll: (n) => `All ${n} open incidents`,
    waiting: (n) =>
      `${n} shared ${
        n === 1 ? 'item waits' : 'items wait'
      } on this phone; after signing in you are asked whether it is yours`,
  },
}
