/**
 * The English of `invite.zh.js`.
 * @module
 */

/** @type {typeof import('./invite.zh.js').zh_invite} */
export const en_invite = {
  invite: {
    title: 'Set your password',
    reading: 'Looking at this invite…',
    hello: (/** @type {string} */ name, /** @type {string} */ login) => `${name}, your login is ${login}`,
    password: 'New password',
    hint: 'At least 10 characters; not your number or birthday',
    show: 'Show',
    hide: 'Hide',
    submit: 'Set it and sign in',
    ends: 'Browsers and phones of before sign in again with the new password; what is unsent stays on each phone.',
    set: 'The password is set. You can sign in when your post begins.',
    toLogin: 'Sign in',
    code: 'Code',
    codeHint: 'The 16 letters and digits on the slip',
    look: 'Look at this invite',
    offline: 'No signal; nothing was sent. Tap again when there is one.',
    lost: 'No answer came; the password may be set. Try to sign in with it first.',
    slow: (/** @type {number} */ seconds) => `Too many tries; again in ${seconds} s`,
  },
  inviteWhy: {
    INVITE_OVER: 'This code is wrong, used or over: ask whoever gave it to you for another',
  },
}
