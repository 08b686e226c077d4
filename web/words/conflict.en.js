/**
 * The English of `zh_conflict.js`.
 * @module
 */

/** @type {typeof import('./conflict.zh.js').zh_conflict} */
export const en_conflict = {
  conflict: {
    title: 'Someone changed this',
    mine: 'Mine',
    now: 'Current',
    empty: 'nothing',
    fields: {
      classCode: 'Class',
      verdict: 'Finding',
      text: 'Notes',
      note: 'Notes',
      severity: 'Urgency',
      contact: 'Spoke with',
      measures: 'What was done',
      promisedOn: 'Promised for',
      outcome: 'Outcome',
    },
    state: (name) => `The state follows its course: ${name}`,
    stillOpen: 'This step is still open: choose, and it is sent again on top of the current values.',
    stepGone: 'Someone already took this step',
    toNote: (what) => `Turn "${what}" into a note`,
    alike: (n) => (n === 1 ? '1 field is the same' : `${n} fields are the same`),
    both: 'What you both wrote stays in the history.',
    left: (n) => `${n} still to choose`,
    send: 'Send again as chosen',
    later: 'Leave it for now',
    allNow: 'Use the current values for all',
    allNowHint: 'What you wrote becomes a note and stays in the history.',
    line: (name, mine, now) => `${name}: mine ${mine}; current ${now}`,
    sent: 'Saved as chosen, sending',
    advised: (at, what) => `${at}: the street advises to take ${what}`,
    follow: 'Send it that way',
    written: 'What they wrote',
    none: 'Nothing differs; someone else just took the step first',
    choose: 'Choose',
  },
}
