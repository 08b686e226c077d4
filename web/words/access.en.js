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
    endAllBody: 'Those browsers, phones and programs have to sign in again. Unsent work stays on its phone.',
    endAllYes: 'End all',
    keep: 'Keep them',
    only: 'Only this one',
    offline:
      'No signal. Changing a password and ending sign-ins need the server; come back with a signal. Nothing was changed.',
    pinGone: 'The PIN of this phone ended, too. Set it again if you use it.',
    whose: 'Whose sign-ins',
    whoseHint: 'A phone is lost, or a person has left: end all of theirs first',
    login: 'Login',
    look: 'Show',
    nobody: 'There is no such person, or they are not yours to look after',
    all: (n) => `End all ${n}`,
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
