/**
 * What a person does about a row that waits: try again, mend, delete, let go of photos. Apart from saving, which every form needs.
 * @module
 */
import { fresh, numbered, wake } from './outbox.js'
import { changed, changeRow, isReport } from './rows.js'
import { me } from '../session/session.js'
import { mayEdit, mayRemove } from './sending.js'
import { writeFirst } from '../replica/store.js'
import { isSame } from './subject.js'

/** @typedef {import('../types.js').Row} Row */
/** @typedef {import('../types.js').Order} Order */

/**
 * 现在重试 of a refused row, under the same id: a refusal wrote nothing.
 * @param {string} opId
 */
export async function retry(opId) {
  const next = await changeRow(opId, async (row, store) => {
    if (row.state !== 'NEEDS_YOU') return null
    const next = { ...row, state: 'SAVED', problems: [], current: null, reason: null, nextAt: 0 }
    await store.put(next)
    return next
  })
  if (next) wake()
}

/**
 * 修改: the old operation is replaced by a new one with a new id, in the old one's place; null when it is being or has been sent.
 * @param {string} opId
 * @param {Order} order
 * @returns {Promise<Row | null>} the new row
 */
export async function edit(opId, order) {
  return (await replace(opId, [order]))?.[0] ?? null
}

/**
 * One operation gives way to several, in one breath: the first stands in its place, the others follow it.
 * @param {string} opId
 * @param {Order[]} orders at least one
 * @returns {Promise<Row[] | null>} the new rows; null when it is being or has been sent
 */
export async function replace(opId, orders) {
  const person = await me()
  const made = await writeFirst(['rows', 'meta', 'drafts'], async (transaction) => {
    const store = transaction.objectStore('rows')
    const row = /** @type {Row | undefined} */ (await store.get(opId))
    if (!row || row.person !== person?.id || !mayEdit(row)) return null
    const [first, ...others] = orders
    const made = [{ ...fresh(/** @type {Order} */ (first), row.person, row), createdAt: row.createdAt }]
    for (const order of others) made.push(fresh(order, row.person, await numbered(transaction.objectStore('meta'))))
    await store.delete(opId)
    for (const one of made) {
      await store.add(one)
      if (one.draft) await transaction.objectStore('drafts').delete([one.person, one.draft])
    }
    return made
  })
  if (made) {
    changed()
    wake()
  }
  return made
}

/**
 * 删除 with 撤销 for ten seconds. Deleting the report of an incident deletes what was to follow it, since that could never arrive.
 * @param {string} opId
 * @returns {Promise<Row[]>} what was deleted; empty when it may not be
 */
export async function remove(opId) {
  const deleted = await changeRow(opId, async (row, store) => {
    if (!mayRemove(row)) return null
    const all = /** @type {Row[]} */ (await store.index('person').getAll(row.person))
    const first = isReport(row)
    const going = all.filter((one) => one.opId === opId || (first && isSame(one, row) && mayRemove(one)))
    const now = Date.now()
    for (const one of going) await store.put({ ...one, deletedAt: now })
    return going
  })
  return deleted ?? []
}

/**
 * Brings back what was deleted less than ten seconds ago.
 * @param {string[]} opIds
 */
export async function restore(opIds) {
  for (const opId of opIds) {
    await changeRow(opId, async (row, store) => {
      await store.put({ ...row, deletedAt: null })
      return row
    })
  }
  wake()
}

/**
 * 只发文字: lets go of the photos that cannot be sent; what else the row waited for it gets.
 * @param {string} opId
 */
export async function dropPhotos(opId) {
  await changeRow(opId, async (row, store) => {
    const photos = row.photos.filter((photo) => !photo.problem)
    const there = row.receipt !== null && photos.every((photo) => photo.confirmed)
    const next = { ...row, photos, problems: [], state: there ? 'DELIVERED' : 'SAVED', reason: null, nextAt: 0 }
    await store.put(next)
    return next
  })
  wake()
}
