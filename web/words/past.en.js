/**
 * The English of `past.zh.js`.
 * @module
 */

/** @type {typeof import('./past.zh.js').zh_past} */
export const en_past = {
  past: {
    title: 'How it was done before',
    why: 'How these were chosen',
    how:
      'Of the same major class, within 1 km, closed within a year, and yours to see; three at most. Another minor class, each 500 m and each half year count one step apart; the fewest steps come first.',
    none: 'Nothing of this major class was closed near here within a year.',
    away: 'This needs a line.',
    same: 'Same class',
    ended: (at) => `closed ${at}`,
    took: (time) => `took ${time}`,
    minutes: (n) => `${n} min`,
    hours: (n) => (n === 1 ? '1 hour' : `${n} hours`),
    days: (n) => `${n} days`,
    straight: 'never given back',
    returned: (n) => (n === 1 ? 'given back once' : `given back ${n} times`),
    again: (n) => (n === 1 ? 'redone once' : `redone ${n} times`),
    rated: (word) => `rated: ${word}`,
    unrated: 'not rated',
    onSpot: 'The grid worker, at once',
    community: 'The community',
    street: 'The street',
  },
}
