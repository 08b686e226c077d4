/**
 * What a phone does after it sent: it brings its copy up to date, forgets what is too old, and meets its server.
 * @module
 */
import { acquaint } from './acquaint.js'
import { expireCopies, pull } from './copying.js'

/** Once a minute at most, see `triggers`. Throws Failure when the server did not answer. */
export async function renew() {
  await expireCopies()
  await acquaint()
  await pull()
}
