/**
 * The English of `zh_pin.js`.
 * @module
 */

/** @type {typeof import('./pin.zh.js').zh_pin} */
export const en_pin = {
  pin: {
    title: 'Six-digit PIN',
    what:
      'With it you need no password when this phone changes hands, and you can open what lies on it without a signal.',
    hours: (n) => `Without a signal it opens up to ${n} hours after the last contact.`,
    isSet: 'Set on this phone',
    isNot: 'Not set on this phone',
    pin: 'Six digits',
    again: 'The same again',
    password: 'Password',
    passwordHint: 'To show that it is you; used this once',
    set: 'Set it',
    change: 'Change it',
    end: 'No PIN any more',
    setDone: 'The PIN is set',
    ended: 'From now on with the password',
    six: 'Six digits, please',
    same: 'The two differ',
    easy: 'Too easy to guess, take another',
    left: (n) => (n === 1 ? 'Wrong PIN, one try is left' : `Wrong PIN, ${n} tries are left`),
    gone: 'This PIN works no more, use the password. All unsent work is still on the phone',
    tooLong: 'Too long since the last contact; open it with a signal. All unsent work is still on the phone',
    open: 'Open',
    opening: 'Opening…',
    usePassword: 'Use the password',
    of: (name) => `Six-digit PIN of ${name}`,
    chip: 'PIN',
    hint: 'Set a six-digit PIN in Me, and you need no password to change places.',
    offline: 'No network: this is what lies on the phone. With a signal it sends by itself.',
  },
}
