/**
 * Identifiers made on the phone, offline: UUIDv7, so that what was made later sorts later, also within one millisecond.
 * @module
 */

let last = 0
let count = 0

/**
 * A fresh UUIDv7.
 * @param {number} [now] ms since 1970
 * @returns {string}
 */
export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  count = now > last ? /** @type {number} */ (bytes[6]) & 7 : count + 1
  last = Math.max(now, last) + (count > 0xfff ? 1 : 0)
  count &= 0xfff
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(last / 2 ** (40 - 8 * i)) & 0xff
  bytes[6] = 0x70 | (count >> 8)
  bytes[7] = count & 0xff
  bytes[8] = 0x80 | (/** @type {number} */ (bytes[8]) & 0x3f)
  return written(bytes)
}

/** @param {Uint8Array} bytes */
function written(bytes) {
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/**
 * Bytes as lower-case hexadecimal.
 * @param {Uint8Array} bytes
 */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
