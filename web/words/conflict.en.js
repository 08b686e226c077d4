/**
 * The English of `zh_conflict.js`.
 * @module
 */

/** @type {typeof import('./conflict.zh.js').zh_conflict} */
export const en_conflict = {
  conflict: {
    title: 'Somebody changed this',
    mine: 'Mine',
    now: 'Now there',
    empty: 'nothing',
    fields: {
      classCode: 'Class',
      verdict: 'Finding',
      text: 'In words',
      note: 'In words',
      severity: 'Urgency',
      contact: 'Spoke with',
      measures: 'What was done',
      promisedOn: 'Promised for',
      outcome: 'Outcome',
    },
    state: (name) => `The state follows its course: ${name}`,
    stillOpen: 'This step is still open: choose, and it is sent again on what is there now.',
    stepGone: 'Somebody already took this step',
    toNote: (what) => `Turn "${what}" into a note`,
    alike: (n) => (n === 1 ? '1 field is alike' : `${n} fields are alike`),
    both: 'What both wrote stays in the timeline.',
    left: (n) => `${n} still to choose`,
    send: 'Send again as chosen',
    later: 'Leave it for now',
    allNow: 'Use all that is there now',
    allNowHint: 'What I wrote becomes a note and stays in the timeline.',
    line: (name, mine, now) => `${name}: mine ${mine}; there was ${now}`,
    sent: 'Saved as chosen, sending',
    advised: (at, what) => `${at}: the street advises to take ${what}`,
    follow: 'Send it so',
    written: 'What they wrote',
    none: 'Nothing differs; the step was only taken by somebody else',
    choose: 'Choose',
  },
}
