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
    story: 'History',
    changed: 'Changed',
    happened: {
      reminded: 'Due soon or late; a reminder was sent',
      contact_sealed: 'The contact is kept sealed',
      contact_purged: 'The contact was removed, its time over',
      writer_erased: 'Its writer was erased, and what they wrote',
    },
    contact: {
      why: 'What for?',
      noted: 'It is noted below, and hidden after a minute; at most 20 a day.',
      minute: 'Hidden after a minute.',
      over: 'No answer came, and that minute is over. To see it, choose a reason again; it counts as another one.',
      unreadable: 'It cannot be read now: ask the administrator about the keys.',
    },
    due: (at) => `due ${at}`,
    late: (at) => `■ Late, was due ${at}`,
    yes: 'Yes',
    no: 'No',
    photos: (n) => `${n}`,
    pick: 'Choose',
    choose: 'Choose one',
    least: (n) => `At least ${n} characters`,
    short: (least, n) => `At least ${least} characters, now ${n}`,
    within: (past, future) => `From ${past} days ago to ${future} days from now`,
    sure: (what) => `Nothing to fill in for this step on “${what}”.`,
    overtaken: 'Someone changed it after you opened it',
    nothing: 'none',
    resend: 'Send again as it is now',
    drop: 'Do not send',
    dropped: 'Removed',
    closed: 'Someone has already taken this step. What you wrote is still here to copy.',
  },
}
