/**
 * This phone as the server knows it: its key for each person, how its outbox stands, in numbers, and what lies on it refused.
 * What a desk says to that comes back in the same breath: a word to look, and advice about a conflict.
 * @module
 */
import { DeviceRegister, DeviceReport, DeviceReportInputMost } from '../../api/operations.js'
import { act } from '../api.js'
import { wroteIn } from '../outbox/conflict.js'
import { keepWord } from './desk.js'
import { erased } from '../outbox/evidence.js'
import { deviceId, deviceKey, isRegistered, publicKey } from './keys.js'
import { LOOKED_BACK, RELEASE } from '../outbox/outbox.js'
import { bytesOf, unsent } from '../outbox/sending.js'
import { everybodysRows, fact, rowsOf, setFact, storeId } from '../replica/store.js'
import { subjectOf } from '../outbox/subject.js'

/** @typedef {import('../types.js').Row} Row */

/** Health is told at most so often, unless something was refused: what the desk sees is days, never hours. */
const APART = 6 * 3600_000
/** A word that is longer is cut for the desk; it lies here whole. */
const LONGEST = 500

/** @param {string} person */
export async function register(person) {
  await deviceKey(person) // which may make a new phone of this one
  const device = await deviceId()
  const session = (await fact('leave')) ?? ''
  if (await isRegistered(person, device) && ((await fact(`registered-in:${person}`)) ?? '') === session) return
  const { problems } = await act(DeviceRegister, { input: { device, publicKey: await publicKey(person) } })
  if (problems.length > 0) return
  await setFact(`registered:${person}`, device)
  await setFact(`registered-in:${person}`, session)
}

/** How this phone's outbox stands: numbers and what was refused, no place, no hours. @param {string} person */
export async function report(person) {
  const rows = (await rowsOf(person)).filter(unsent)
  const refused = rows.filter((row) => row.state === 'NEEDS_YOU')
  const told = (await fact(`reported:${person}`)) ?? {}
  const same = told.refused === names(refused)
  if (same && (told.at ?? 0) + APART > Date.now()) return
  const payload = /** @type {any} */ (await act(DeviceReport, { input: await state(person, rows, refused) }))
  if (payload.problems.length > 0) return
  if (payload.registered === false) { // ended from elsewhere
    await setFact(`registered-in:${person}`, false)
    await register(person)
  }
  await setFact(`reported:${person}`, { at: Date.now(), refused: names(refused) })
  await keepWord(person, { remindedAt: payload.remindedAt ?? null, advice: payload.advice ?? [] })
}

/** @param {Row[]} rows */
function names(rows) {
  return rows.map((row) => row.opId).sort().join()
}

/** @param {string} person @param {Row[]} rows unsent ones @param {Row[]} refused */
async function state(person, rows, refused) {
  const oldest = rows.length ? Math.min(...rows.map((row) => row.createdAt)) : null
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {}
  return {
    device: await deviceId(),
    pending: rows.length,
    needsYou: refused.length,
    oldestRecordedAt: oldest === null ? null : iso(oldest),
    appVersion: RELEASE,
    persisted: (await navigator.storage?.persisted?.()) ?? null,
    usageMb: Math.round(usage / 1e6),
    quotaMb: Math.round(quota / 1e6),
    unsentKb: Math.ceil(rows.map(bytesOf).reduce((sum, { all, there }) => sum + all - there, 0) / 1024),
    at: iso(Date.now()),
    erased: erased(person, await storeId()),
    stuck: refused.slice(0, DeviceReportInputMost.stuck).map(stuckOf),
    ...await numbers(),
  }
}

/** The last number that this phone gave, and those of the last ones that are accounted for, of everybody. */
async function numbers() {
  const sequence = (await fact('sequence')) ?? null
  const held = (await everybodysRows()).filter((row) => row.receipt === null).map((row) => row.sequence)
  const all = [...held, ...((await fact('letgo')) ?? [])].filter((number) => number > sequence - LOOKED_BACK)
  return { sequence, accounted: [...new Set(all)].slice(-DeviceReportInputMost.accounted) }
}

/** @param {Row} row */
function stuckOf(row) {
  const subject = subjectOf(row)
  return {
    opId: row.opId,
    incident: subject.id,
    subjectKind: subject.kind,
    operation: row.operation.name,
    code: row.problems[0]?.code ?? 'REFUSED',
    wrote: wroteIn(row).map(({ name, value }) => ({ name, value: value.slice(0, LONGEST) })),
    recordedAt: iso(row.createdAt),
  }
}

/** @param {number} ms */
function iso(ms) {
  return new Date(ms).toISOString()
}
