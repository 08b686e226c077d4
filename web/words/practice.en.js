/**
 * The words of practice, in English.
 * @module
 */

/** @type {typeof import('./practice.zh.js').zh_practice} */
export const en_practice = {
  practice: {
    title: 'Practice',
    banner: 'Practice: nothing is sent',
    end: 'End practice',
    ask: 'Practise first?',
    what: [
      'The same screens as in earnest: report, verify, check, answer a whistle.',
      'Only in this tab: nothing goes to the server, to the outbox or among the phone’s cases.',
      'You do not see real cases and whistles meanwhile. Push still rings; tap it and you are back.',
      '“End practice” above brings you back, offline too; so does a quarter of an hour away. All of it is cleared.',
    ],
    waiting: (/** @type {number} */ n) =>
      `${n} real ${n === 1 ? 'entry is' : 'entries are'} not delivered yet. Let ${
        n === 1 ? 'it' : 'them'
      } go first, then practise.`,
    begin: 'Begin practice',
    choose: 'What do you want to practise?',
    report: 'Report something',
    cases: 'Verify and check (two under Today)',
    whistle: 'Answer a whistle',
    note: 'You may try photos and location. 110, 119 and 120 are real: do not call them.',
    lesson: {
      other: 'P*',
      unit: 'Practice unit',
      grid: 'Practice grid',
      street: 'Practice street',
      number: 'Practice',
      verifying: 'Practice: someone called about this. Please go and see.',
      checking: 'Practice: the unit says it is done. Please see whether it is.',
      address: 'Practice place (not real)',
      whistle: 'Practice whistle',
      reason: 'Practice: one unit cannot do this alone, please come',
      meetingPoint: 'Practice meeting point',
      task: 'Practice: come and work together',
    },
  },
}
