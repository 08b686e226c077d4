/**
 * A parcel as a row of pictures: cut into frames that any camera may read in any order and as often as it likes.
 *
 *     frame = "GW:" index "/" count ":" name ":" base 45 of the piece      (all letters of the QR code's own alphabet)
 * @module
 */
import { joined } from '../bytes.js'
import { hex } from '../ids.js'

/** @typedef {import('../bytes.js').Bytes} Bytes */
/** @typedef {{ index: number, count: number, name: string, piece: Bytes }} Frame */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const SHAPE = /^GW:(\d{1,3})\/(\d{1,3}):([0-9A-F]{8}):([0-9A-Z $%*+\-./:]+)$/

/** So much in a picture is read well from a cheap screen by a cheap camera. */
const PIECE = 400

/**
 * @param {Bytes} parcel
 * @returns {Promise<string[]>}
 */
export async function framesOf(parcel) {
  const name = await nameOf(parcel)
  const count = Math.max(1, Math.ceil(parcel.length / PIECE))
  const size = Math.ceil(parcel.length / count)
  return Array.from({ length: count }, (_, index) => {
    const piece = parcel.slice(index * size, (index + 1) * size)
    return `GW:${index + 1}/${count}:${name}:${base45(piece)}`
  })
}

/**
 * @param {string} text what a camera read
 * @returns {Frame | null} null when it is no frame of ours
 */
export function frameOf(text) {
  const found = SHAPE.exec(text)
  if (!found) return null
  const [, index, count, name, body] = /** @type {string[]} */ ([...found])
  const piece = fromBase45(body ?? '')
  return piece && { index: Number(index), count: Number(count), name: String(name), piece }
}

/** Frames as they come in. A frame of another parcel begins anew. */
export class Gathering {
  name = ''
  count = 0
  /** @type {Map<number, Bytes>} */
  pieces = new Map()

  /**
   * @param {Frame} frame
   * @returns {boolean} whether it was new
   */
  add({ index, count, name, piece }) {
    if (name !== this.name || count !== this.count) {
      this.name = name
      this.count = count
      this.pieces.clear()
    }
    if (index < 1 || index > count || this.pieces.has(index)) return false
    this.pieces.set(index, piece)
    return true
  }

  /** @returns {Promise<Bytes | null>} the parcel, once every frame was read and it bears its name */
  async whole() {
    if (this.count === 0 || this.pieces.size < this.count) return null
    const all = Array.from({ length: this.count }, (_, index) => /** @type {Bytes} */ (this.pieces.get(index + 1)))
    const parcel = joined(...all)
    if ((await nameOf(parcel)) === this.name) return parcel
    this.pieces.clear() // a camera misread one: all again
    return null
  }
}

/** @param {Bytes} parcel eight letters that tell one from another */
async function nameOf(parcel) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', parcel))
  return hex(digest.slice(0, 4)).toUpperCase()
}

/** @param {Bytes} bytes two of them make three letters */
function base45(bytes) {
  let text = ''
  for (let i = 0; i < bytes.length; i += 2) {
    const last = i + 1 === bytes.length
    let n = last ? Number(bytes[i]) : Number(bytes[i]) * 256 + Number(bytes[i + 1])
    for (let letters = last ? 2 : 3; letters > 0; letters--) {
      text += ALPHABET[n % 45]
      n = Math.floor(n / 45)
    }
  }
  return text
}

/**
 * @param {string} text
 * @returns {Bytes | null}
 */
function fromBase45(text) {
  const bytes = []
  for (let i = 0; i < text.length; i += 3) {
    const letters = [...text.slice(i, i + 3)].map((letter) => ALPHABET.indexOf(letter))
    const n = letters.reduceRight((sum, value) => sum * 45 + value, 0)
    const most = letters.length === 3 ? 0xffff : 0xff
    if (letters.length === 1 || n > most) return null
    if (letters.length === 3) bytes.push(n >> 8)
    bytes.push(n & 255)
  }
  return new Uint8Array(bytes)
}
