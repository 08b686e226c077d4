/**
 * A file goes to the server by its content, and what a refusal of it says.
 * @module
 */
import { dataOf, send } from '../../core/api.js'
import { sha256 } from '../../core/photo/photo.js'
import { said, words } from '../words.js'

/** A file of 50 MB on a slow line, and the time in which it is read, in ms. */
const PATIENCE = 300_000

/**
 * @param {File} file
 * @returns {Promise<string>} its SHA-256; throws what has a `code`
 */
export async function sent(file) {
  const name = await sha256(file)
  const headers = { 'content-type': 'application/octet-stream' }
  const reply = await send(`/imports/${name}`, { method: 'PUT', headers, body: file }, { timeout: PATIENCE })
  if (reply.kind === 'answer' && reply.status === 200) return name
  const code = reply.kind === 'answer' && /** @type {{ code?: string } | null} */ (reply.body)?.code
  if (code) throw Object.assign(new Error(code), { code })
  dataOf(reply)
  return name
}

/** What a code says here. @param {string | null | undefined} code */
export function why(code) {
  if (code === 'NETWORK' || code === 'TIMEOUT') return words.peek().imports.offline
  return /** @type {Record<string, string>} */ (words.peek().importsWhy)[code ?? ''] ?? said(code)
}
