/**
 * The English of `zh_pin.js`.
 * @module
 */

/** @type {typeof import('./pin.zh.js').zh_pin} */
export const en_pin = {
  pin: {
    title: 'Six-digit PIN',
    what: 'With it you need no password when the phone changes hands, and you can open what is on it without a signal.',
    hours: (n) => `Without a signal it opens up to ${n} hours after the last contact.`,
    isSet: 'Set on this phone',
    isNot: 'Not set on this phone',
    pin: 'Six digits',
    again: 'Repeat it',
    password: 'Password',
    passwordHint: 'To prove it is you; asked only now',
    set: 'Set it',
    change: 'Change it',
    end: 'Remove the PIN',
    setDone: 'The PIN is set',
    ended: 'PIN removed; use the password',
    six: 'Six digits, please',
    same: 'The two differ',
    easy: 'Too easy to guess, choose another',
    left: (n) => (n === 1 ? 'Wrong PIN, one try is left' : `Wrong PIN, ${n} tries are left`),
    gone: 'This PIN no longer works, use the password. All unsent work is still on the phone',
    tooLong: 'Too long since the last contact; open it with a signal. All unsent work is still on the phone',
    open: 'Open',
    opening: 'Opening…',
    usePassword: 'Use the password',
    of: (name) => `Six-digit PIN of ${name}`,
    chip: 'PIN',
    hint: 'Set a six-digit PIN under Me to switch people without a password.',
    offline: 'No network: this is what is on the phone. It will send when there is a signal.',
  },
}
