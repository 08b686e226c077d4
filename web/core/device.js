/**
 * This phone as the server knows it: its key for each person, and how its outbox stands, in numbers.
 * @module
 */
import { DeviceRegister, DeviceReport } from '../api/operations.js'
import { act } from './api.js'
import { deviceId, deviceKey, isRegistered, publicKey } from './keys.js'
import { RELEASE } from './outbox.js'
import { unsent } from './sending.js'
import { fact, rowsOf, setFact } from './store.js'

/** Health is told at most so often: what the desk sees is days, never hours. */
const APART = 6 * 3600_000

/** @param {string} person */
export async function register(person) {
  await deviceKey(person) // which may make a new phone of this one
  const device = await deviceId()
  if (await isRegistered(person, device)) return
  const { problems } = await act(DeviceRegister, { input: { device, publicKey: await publicKey(person) } })
  if (problems.length === 0) await setFact(`registered:${person}`, device)
}

/** How this phone's outbox stands: numbers, no place, no hours. @param {string} person */
export async function report(person) {
  if (((await fact(`reported:${person}`)) ?? 0) + APART > Date.now()) return
  const rows = (await rowsOf(person)).filter(unsent)
  const oldest = rows.length ? Math.min(...rows.map((row) => row.createdAt)) : null
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {}
  const input = {
    device: await deviceId(),
    pending: rows.length,
    needsYou: rows.filter((row) => row.state === 'NEEDS_YOU').length,
    oldestRecordedAt: oldest === null ? null : new Date(oldest).toISOString(),
    appVersion: RELEASE,
    persisted: (await navigator.storage?.persisted?.()) ?? null,
    usageMb: Math.round(usage / 1e6),
    quotaMb: Math.round(quota / 1e6),
  }
  const { problems } = await act(DeviceReport, { input })
  if (problems.length === 0) await setFact(`reported:${person}`, Date.now())
}
