/**
 * Meeting the server: its keys and its epoch, this phone's key and health. Once in a while, while somebody is signed in.
 * @module
 */
import { SyncFacts } from '../../api/operations.js'
import { ask } from '../api.js'
import { meetEpoch } from '../replica/copying.js'
import { register, report } from './device.js'
import { keepServerFacts, serverFacts } from './keys.js'
import { me } from './session.js'

const DAY = 24 * 3600_000

/**
 * Asks for what this phone does not know yet.
 * @param {{ force?: boolean }} [options] `force`: a receipt did not fit the key that is known
 */
export async function acquaint({ force = false } = {}) {
  const person = await me()
  if (!person) return
  const known = await serverFacts()
  if (force || !known?.carryKey || !known.receiptKey || (known.at ?? 0) + DAY < Date.now()) {
    const { viewer, syncKeys } = await ask(SyncFacts, {})
    if (viewer.person?.id !== person.id) return
    await meetEpoch(person.id, syncKeys.epoch)
    await keepServerFacts({ ...syncKeys, at: Date.now() })
  }
  await register(person.id)
  await report(person.id)
}
