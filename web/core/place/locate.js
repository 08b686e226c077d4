/**
 * Where it is: one fix when the person asks for it, never a watch and never a track. Without a fix there is a pin or an address.
 * @module
 */
import { me } from '../session/session.js'
import { fact, setFact } from '../replica/store.js'

/** @typedef {import('../types.js').Place} Place */

/** How long a fix may take, and how old a fix of the device's own may be. */
const WAIT = 10_000
const FRESH = 10_000

/** There is no fix. `code` is GEO_DENIED or GEO_TIMEOUT. */
export class NoFix extends Error {
  /** @param {'GEO_DENIED' | 'GEO_TIMEOUT'} code */
  constructor(code) {
    super(code)
    this.name = 'NoFix'
    this.code = code
  }
}

/**
 * One fix, within ten seconds.
 * @param {Geolocation | undefined} [geolocation]
 * @returns {Promise<Place>} throws NoFix
 */
export async function fix(geolocation = globalThis.navigator?.geolocation) {
  if (!geolocation) throw new NoFix('GEO_DENIED')
  const position = await new Promise((resolve, reject) => {
    geolocation.getCurrentPosition(
      resolve,
      (error) => reject(new NoFix(error.code === 1 ? 'GEO_DENIED' : 'GEO_TIMEOUT')),
      {
        enableHighAccuracy: true,
        timeout: WAIT,
        maximumAge: FRESH,
      },
    )
  })
  const place = gps(position)
  if (!place.lat && !place.lon) throw new NoFix('GEO_TIMEOUT') // a receiver without a fix says 0,0
  const person = await me()
  if (person) await setFact(`fix:${person.id}`, place).catch(() => {}) // the last one only: it helps to pick a building next time
  return place
}

/** @returns {Promise<'granted' | 'denied' | 'prompt'>} whether asking for a fix would ask the person first */
export async function permission() {
  const asked = globalThis.navigator?.permissions?.query({ name: 'geolocation' })
  return (await asked?.catch(() => null))?.state ?? 'prompt'
}

/** @returns {Promise<Place | null>} where this person last had themselves found on this phone */
export async function lastFix() {
  const person = await me()
  return person ? ((await fact(`fix:${person.id}`)) ?? null) : null
}

/**
 * @param {{ coords: { latitude: number, longitude: number, accuracy: number }, timestamp: number }} position
 * @returns {Place}
 */
export function gps({ coords, timestamp }) {
  return {
    source: 'GPS',
    lat: degrees(coords.latitude),
    lon: degrees(coords.longitude),
    accuracyM: Math.ceil(coords.accuracy),
    confirmedAt: new Date(timestamp).toISOString(),
  }
}

/**
 * A point set by hand on the map.
 * @param {number} lat
 * @param {number} lon
 * @param {number} [now]
 * @returns {Place}
 */
export function pin(lat, lon, now = Date.now()) {
  return { source: 'PIN', lat: degrees(lat), lon: degrees(lon), confirmedAt: new Date(now).toISOString() }
}

/** @param {number} value rounded to 1e-7 degree, a centimetre, which is what the server stores */
function degrees(value) {
  return Math.round(value * 1e7) / 1e7
}
