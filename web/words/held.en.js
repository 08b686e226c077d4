/**
 * The English of `held.zh.js`.
 * @module
 */

/** @type {typeof import('./held.zh.js').zh_held} */
export const en_held = {
  held: {
    title: 'Time by unit',
    what:
      'Whose hands it was in, and the work-time used there. Units only; what is hatched rested and counts for nobody.',
    grid: (name) => name,
    desk: (name) => `${name} desk`,
    work: (hours, minutes) =>
      [hours ? `${hours} h` : '', minutes || !hours ? `${minutes} min` : ''].filter(Boolean).join(' '),
    both: (work, all) => `${work} of work-time, ${all} in all`,
    days: (n) => `${n} days`,
    table: 'Step by step; tap one to see what it rests on',
    columns: { who: 'With', state: 'State', from: 'From', until: 'Until', work: 'Work-time' },
    now: 'now',
    paused: 'rested, not counted',
    basis: (at) => `It rests on what happened at ${at}; load earlier steps to see it`,
  },
}
