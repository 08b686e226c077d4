/**
 * The words of a new version that lies ready.
 * @module
 */

/** @type {typeof import('./update.zh.js').zh_update} */
export const en_update = {
  text: 'A new version is here',
  now: 'Switch now',
  going: 'Switching…',
  FORM: () => 'A new version is here. A form is not finished (perhaps in another tab): save or leave it first',
  UNSENT: (n) => `A new version is here. ${n} of yours ${n === 1 ? 'is' : 'are'} not sent yet: then you can switch`,
}
