/**
 * The English of `rows.zh.js`.
 * @module
 */

/** @type {typeof import('./rows.zh.js').zh_rows} */
export const en_rows = {
  rows: {
    tools: 'Tools',
    roomy: 'Roomy',
    age: {
      now: 'now',
      minutes: (n) => `${n} min`,
      hours: (n) => `${n} h`,
      days: (n) => `${n} d`,
    },
    did: (step, what, state) => `${step} done: ${what}, now ${state}`,
    asked: (step, what) => `${step} asked for: ${what}, waits for a decision`,
    backTo: 'Back to it',
    tookBack: 'Taken back, nothing is asked',
    unsaved: {
      title: 'What you wrote is not submitted',
      body: 'It is lost when another incident opens.',
      yes: 'Discard it and go',
      no: 'Stay here',
    },
    received: (at) => `received ${at}`,
  },
}
