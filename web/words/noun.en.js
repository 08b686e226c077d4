/**
 * The words of the generic screens; what is the noun's own comes with its data.
 * @module
 */

/** @type {typeof import('./noun.zh.js').zh_noun} */
export const en_noun = {
  noun: {
    title: 'Work',
    of: (field, what) => `${field}: ${what}`,
    more: 'More work',
    all: 'All',
    state: 'State',
    area: 'Area',
    anyArea: 'All of mine',
    none: 'None yet',
    seeAll: 'Show all',
    count: 'How many in all?',
    total: (n, exact) => exact ? `${n} in all` : `more than ${n}`,
    print: 'Print',
    here: (n) => `Still on this phone: ${n}`,
    story: 'What happened',
    changed: 'Changed',
    happened: { reminded: 'Near or past its time; a reminder went out' },
    due: (at) => `due ${at}`,
    late: (at) => `■ LATE, was due ${at}`,
    yes: 'Yes',
    no: 'No',
    photos: (n) => `${n}`,
    pick: 'Choose',
    choose: 'Choose one',
    least: (n) => `At least ${n} characters`,
    short: (least, n) => `At least ${least} characters, now ${n}`,
    within: (past, future) => `From ${past} days ago to ${future} days from now`,
    sure: (what) => `This step on “${what}” needs nothing written.`,
    overtaken: 'Somebody changed it after you opened it',
    nothing: 'none',
    resend: 'Send again as it is now',
    drop: 'Do not send',
    dropped: 'Taken away',
    closed: 'Somebody has taken this step already. What you wrote is still here to copy.',
  },
}
