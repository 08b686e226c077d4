/**
 * What a phone does after it sent: it brings its copy up to date, forgets what is too old, and meets its server.
 * @module
 */
import { acquaint } from './acquaint.js'
import { askReference, expireCopies, pull } from './copying.js'
import { reference } from './reference.js'
import { sweep } from './sweep.js'

/** Once a minute at most, see `triggers`. Throws Failure when the server did not answer. */
export async function renew() {
  await sweep()
  await expireCopies()
  if (!(await reference())) await askReference() // the first time alone: a report should not wait for a whole copy
  await acquaint()
  await pull()
}
