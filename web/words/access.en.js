/**
 * The English of `access.zh.js`.
 * @module
 */

/** @type {typeof import('./access.zh.js').zh_access} */
export const en_access = {
  access: {
    title: 'Password and sign-ins',
    change: 'Change your password',
    old: 'Present password',
    next: 'New password',
    nextHint: 'At least 10 characters; no phone number or birthday',
    again: 'New password once more',
    same: 'The two differ',
    submit: 'Change password',
    what:
      'Your other browsers, phones and tokens have to sign in again with the new password; this one does not. Unsent work stays on its phone.',
    done: (n) => n ? `Password changed. ${n} other sign-in${n === 1 ? '' : 's'} ended` : 'Password changed',
    list: 'Where you are signed in',
    listHint: 'By day only. End what you do not know, then change your password.',
    kinds: { SESSION: 'Browser', PHONE: 'Phone', TOKEN: 'Token for a program' },
    here: 'In use now',
    pin: 'PIN set',
    since: (day) => `since ${day}`,
    used: (day) => `last used ${day}`,
    ends: (day) => `ends ${day} unless used`,
    version: (version) => `app version ${version}`,
    browserOn: (browser, system) => `${browser} on ${system}`,
    unknown: 'Unknown browser',
    computer: 'a computer',
    end: 'End',
    ended: 'Ended',
    endHere: 'To end this one, log out',
    endAll: (n) => `End the other ${n}`,
    endAllAsk: 'End all other sign-ins?',
    endAllOf: (login) => `End all sign-ins of ${login}?`,
    endAllBody: 'Those browsers, phones and programs have to sign in again. Unsent work stays on its phone.',
    endAllYes: 'End all',
    keep: 'Keep them',
    only: 'Only this one',
    offline: 'No signal. Changing a password and ending sign-ins need the server; come back with a signal.',
    unsent: 'No signal. Nothing was sent, and nothing was changed.',
    lost:
      'No answer came; your password may be changed already. Change it once more with a signal: if your present password is then wrong, the new one holds.',
    changed:
      'This is not your present password. The change before may have been made: try the new one as the present one.',
    maybe: 'No answer came; it may have ended. Look at the list with a signal.',
    pinGone: 'The PIN of this phone ended, too. Set it again if you use it.',
    whose: 'Whose sign-ins',
    whoseHint: 'A phone is lost, or a person has left: end all of theirs first',
    login: 'Login',
    look: 'Show',
    nobody: 'There is no such person, or they are not yours to look after',
    of: (login) => `Sign-ins of ${login}`,
    all: (login, n) => `End all ${n} of ${login}`,
    none: 'Not signed in anywhere',
  },
  accessWhy: {
    PASSWORD_WRONG: 'This is not your present password',
    PASSWORD_SHORT: 'A password has at least 10 characters',
    PASSWORD_LONG: 'A password has at most 200 characters',
    PASSWORD_WEAK: 'This password is too easy to guess; choose another',
    PASSWORD_TRIES: 'Too many wrong passwords; try again in a few minutes',
  },
}
