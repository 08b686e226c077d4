/**
 * What the person set for this phone. It applies at once, in every tab, and needs no network.
 * @module
 */
import { hear, say } from '../live/channel.js'
import { fact, setFact } from '../replica/store.js'

/**
 * @typedef {object} Preferences
 * @property {'normal' | 'large' | 'elder'} size
 * @property {'system' | 'light' | 'dark'} theme
 * @property {'zh' | 'en'} locale
 * @property {boolean} saver  省流量: thumbnails only on tap
 * @property {boolean} photosOnWifi  text at once, photos when there is Wi-Fi
 * @property {boolean} keys  the desk's one-letter keys
 * @property {Record<string, DeskOf>} desk  by post
 */

/** @typedef {{ list?: number, map?: number, chip?: string, roomy?: boolean }} DeskOf  widths of the panes in px, the chosen filter, and
 *   whether a row has two lines */

/** @type {Preferences} */
export const DEFAULTS = {
  size: 'normal',
  theme: 'system',
  locale: 'zh',
  saver: false,
  photosOnWifi: false,
  keys: true,
  desk: {},
}

/** @returns {Promise<Preferences>} */
export async function preferences() {
  return { ...DEFAULTS, ...(await fact('preferences')) }
}

/**
 * @template {keyof Preferences} K
 * @param {K} name
 * @returns {Promise<Preferences[K]>}
 */
export async function preference(name) {
  return (await preferences())[name]
}

/**
 * @template {keyof Preferences} K
 * @param {K} name
 * @param {Preferences[K]} value
 */
export async function prefer(name, value) {
  await setFact('preferences', { ...(await fact('preferences')), [name]: value })
  say('preferences', { name, value })
}

/**
 * @param {(change: { name: keyof Preferences, value: any }) => void} listener
 * @returns {() => void} stop
 */
export function onPreference(listener) {
  return hear('preferences', listener)
}
