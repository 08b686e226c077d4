/**
 * Handing over: everything unsent of this person as sealed parcels, with its photos in a file or as text alone. What is handed over stays
 * on this phone until its own receipts are here.
 * @module
 */
import { joined } from '../bytes.js'
import { upcast } from '../outbox/formats.js'
import { deviceId, deviceKey, isRegistered, serverFacts } from '../session/keys.js'
import { filed, LARGEST, seal } from './parcels.js'
import { changeRow, rows } from '../outbox/rows.js'
import { me } from '../session/session.js'
import { unsent } from '../outbox/sending.js'
import { chained, stampOf } from '../outbox/stamp.js'
import { get } from '../replica/store.js'

/** @typedef {import('../types.js').Row} Row */
/** @typedef {import('../bytes.js').Bytes} Bytes */
/** @typedef {{ sha256: string, bytes: Bytes }} Carried */

/** Operations in one parcel. */
const MOST = 500

/** This phone has not met its server yet since it knows how to hand over. */
export class NoKey extends Error {
  code = 'NO_CARRY_KEY'
}

/**
 * The rescue file of all unsent work.
 * @returns {Promise<{ name: string, blob: Blob, count: number }>} throws NoKey
 */
export async function exportAll() {
  const waiting = (await rows()).filter(unsent).sort((a, b) => a.sequence - b.sequence)
  const parcels = []
  for (const pack of packs(waiting)) parcels.push(await parcelOf(pack, await photosOf(pack)))
  const name = `gridwhistle-${new Date().toISOString().slice(0, 16).replace(/[-:]/g, '')}.gwb`
  await handed(waiting)
  return { name, blob: new Blob([filed(parcels)], { type: 'application/octet-stream' }), count: waiting.length }
}

/**
 * The text of what is unsent, of all or of one, as one parcel.
 * @param {string | null} [opId]
 * @returns {Promise<{ parcel: Bytes, count: number }>} throws NoKey
 */
export async function textParcel(opId = null) {
  const open = (await rows()).filter((row) => unsent(row) && row.receipt === null && (!opId || row.opId === opId))
  const waiting = open.sort((a, b) => a.sequence - b.sequence)
  const parcel = await parcelOf(waiting, [])
  await handed(waiting)
  return { parcel, count: waiting.length }
}

/** Rows in their order, so many together as fit into one parcel. @param {Row[]} waiting */
function packs(waiting) {
  /** @type {Row[][]} */
  const all = []
  let room = 0
  for (const row of waiting) {
    const weight = JSON.stringify(row.input).length + row.photos.reduce((sum, photo) => sum + photo.size, 0)
    if (weight > room || (all.at(-1)?.length ?? MOST) >= MOST) {
      all.push([])
      room = LARGEST - 64 * 1024
    }
    all.at(-1)?.push(row)
    room -= weight
  }
  return all
}

/** @param {Row[]} pack @returns {Promise<Carried[]>} the photos that the server has not confirmed */
async function photosOf(pack) {
  const names = new Set(pack.flatMap((row) => row.photos.filter((one) => !one.confirmed).map((one) => one.sha256)))
  const found = []
  for (const sha256 of names) {
    const kept = await get('photos', sha256)
    if (kept) found.push({ sha256, bytes: new Uint8Array(await kept.blob.arrayBuffer()) })
  }
  return found
}

/**
 * @param {Row[]} pack
 * @param {Carried[]} photos
 */
async function parcelOf(pack, photos) {
  const [person, facts] = [await me(), await serverFacts()]
  if (!person || !facts?.carryKey) throw new NoKey()
  const { privateKey } = await deviceKey(person.id)
  const device = await deviceId()
  if (!(await isRegistered(person.id, device))) throw new NoKey()
  const before = chained(pack)
  const text = JSON.stringify({
    format: 1,
    device,
    person: person.id,
    made: new Date().toISOString(),
    operations: pack.map(upcast).map((row) => ({
      opId: row.opId,
      id: row.operation.id,
      variables: { input: { ...row.input, sent: stampOf(row, { after: before.get(row.opId) ?? null }) } },
    })),
    blobs: photos.map(({ sha256, bytes }) => ({ sha256, size: bytes.length })),
  })
  return seal(text, [joined(...photos.map(({ bytes }) => bytes))], {
    serverKey: facts.carryKey,
    signingKey: privateKey,
  })
}

/** They say that somebody else may carry them now. @param {Row[]} waiting */
async function handed(waiting) {
  for (const { opId } of waiting) {
    await changeRow(opId, async (row, store) => {
      await store.put({ ...row, handedAt: Date.now() })
      return row
    })
  }
}
