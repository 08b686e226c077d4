/**
 * Whether a receipt is the server's: its signature over its statement, by the key that this phone was told when its person signed in.
 *
 * Decision: a browser that knows no Ed25519, or a phone that has not been told the key, shows the code and keeps the signature; only a signature that
 * is wrong takes a receipt its word.
 * @module
 */
import { fromBase64url, utf8 } from '../bytes.js'
import { serverFacts } from '../session/keys.js'

/** @typedef {import('../types.js').Receipt} Receipt */

/**
 * @param {Receipt} receipt
 * @returns {Promise<'SIGNED' | 'UNKNOWN' | 'FORGED'>}
 */
export async function proofOf(receipt) {
  const { statement, signature, opId } = receipt
  const key = await receiptKey()
  if (!key || !statement || !signature) return 'UNKNOWN'
  if (!statement.includes(opId)) return 'FORGED'
  try {
    const good = await crypto.subtle.verify('Ed25519', key, fromBase64url(signature), utf8(statement))
    return good ? 'SIGNED' : 'FORGED'
  } catch {
    return 'FORGED'
  }
}

/** @returns {Promise<CryptoKey | null>} */
async function receiptKey() {
  const known = (await serverFacts())?.receiptKey
  if (!known) return null
  return crypto.subtle.importKey('raw', fromBase64url(known), 'Ed25519', false, ['verify']).catch(() => null)
}
