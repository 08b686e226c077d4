/**
 * Sealed parcels: unsent work that anybody may carry and only the server can read, signed by the phone whose it is. A file of
 * them is cut and handed over parcel by parcel; sending one twice is harmless, since its operations bear their names.
 *
 *     parcel = "GWB1" ‖ ephemeral public key (65) ‖ iv (12) ‖ AES-256-GCM of content, magic and key as additional data
 *     content = length of text (4) ‖ text ‖ signature of text (64) ‖ bytes of the photos that the text names
 *     file = a parcel, or "GWBS" ‖ (length (4) ‖ parcel)…
 * @module
 */
import { fromBase64url, joined, readU32, u32, utf8 } from '../bytes.js'

/** @typedef {import('../bytes.js').Bytes} Bytes */

const MAGIC = utf8('GWB1')
const SEVERAL = utf8('GWBS')
const INFO = utf8('gridwhistle carried 1')
const HEADER = 4 + 65 + 12
const CURVE = { name: 'ECDH', namedCurve: 'P-256' }

/** A parcel weighs at most this; a photo at most 200 KB. */
export const LARGEST = 24 * 1024 * 1024

/** It is no file of ours, or it was cut. */
export class NoParcel extends Error {
  constructor() {
    super('CARRIED_UNREADABLE')
    this.name = 'NoParcel'
    this.code = 'CARRIED_UNREADABLE'
  }
}

/**
 * @param {string} text JSON
 * @param {Bytes[]} photos
 * @param {{ serverKey: string, signingKey: CryptoKey }} keys the server's public key as a raw point, base64url
 * @returns {Promise<Bytes>}
 */
export async function seal(text, photos, { serverKey, signingKey }) {
  const told = utf8(text)
  const signature = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signingKey, told))
  const content = joined(u32(told.length), told, signature, ...photos)
  const theirs = await crypto.subtle.importKey('raw', fromBase64url(serverKey), CURVE, true, [])
  const ours = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  const point = await raw(ours.publicKey)
  const key = await derived(ours.privateKey, theirs)
  const header = joined(MAGIC, point)
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: header }, key, content)
  return joined(header, iv, new Uint8Array(sealed))
}

/**
 * @param {CryptoKey} ours
 * @param {CryptoKey} theirs
 */
async function derived(ours, theirs) {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours, 256)
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: INFO }
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
}

/** @param {CryptoKey} key */
async function raw(key) {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key))
}

/**
 * A file of parcels.
 * @param {Bytes[]} parcels at least one
 */
export function filed(parcels) {
  const [first] = parcels
  if (parcels.length === 1 && first) return first
  return joined(SEVERAL, ...parcels.flatMap((parcel) => [u32(parcel.length), parcel]))
}

/**
 * The parcels of a file.
 * @param {Bytes} file
 * @returns {Bytes[]} throws NoParcel
 */
export function cut(file) {
  if (isParcel(file)) return [file]
  if (!begins(file, SEVERAL)) throw new NoParcel()
  const parcels = []
  for (let at = SEVERAL.length; at < file.length;) {
    const length = at + 4 <= file.length ? readU32(file, at) : 0
    const parcel = file.slice(at + 4, at + 4 + length)
    if (!isParcel(parcel) || parcel.length !== length) throw new NoParcel()
    parcels.push(parcel)
    at += 4 + length
  }
  if (parcels.length === 0) throw new NoParcel()
  return parcels
}

/** @param {Bytes} bytes whether they look like one parcel */
export function isParcel(bytes) {
  return begins(bytes, MAGIC) && bytes.length > HEADER + 16
}

/** @param {Bytes} bytes @param {Bytes} magic */
function begins(bytes, magic) {
  return magic.every((byte, index) => bytes[index] === byte)
}
