/**
 * Photos that are being made small. A form that is saved meanwhile waits for them, so that what was chosen is in what is saved; one that
 * cannot be had is told, and then nothing is saved behind the person's back.
 * @module
 */
import { useEffect, useRef } from '../vendor/preact-hooks.js'
import { signal } from '../vendor/signals.js'
import { keep, prepare, Unreadable } from '../core/photo/photo.js'

/** @typedef {import('../core/types.js').RowPhoto} RowPhoto */

/** How many are under way, of how many since the last time that none was. */
export const shrinking = signal({ left: 0, of: 0 })

/** A picture that takes longer is one that this phone cannot read, ms. */
const PATIENCE = 60_000

/** @type {Set<Promise<unknown>>} */
const pending = new Set()
let failures = 0

/**
 * Makes chosen files small one after the other, keeps them on the phone, and hands them over one by one.
 * @param {Iterable<File>} files
 * @param {RowPhoto['kind']} kind
 * @param {{ kept: (photo: RowPhoto) => void, failed: (code: string) => void }} tell
 * @param {(file: Blob) => Promise<import('../core/types.js').Photo>} [shrink]
 */
export function takeIn(files, kind, tell, shrink = prepare) {
  const all = [...files]
  shrinking.value = { left: shrinking.peek().left + all.length, of: shrinking.peek().of + all.length }
  const work = one(all, kind, tell, shrink).finally(() => pending.delete(work))
  pending.add(work)
  return work
}

/**
 * @param {File[]} files
 * @param {RowPhoto['kind']} kind
 * @param {{ kept: (photo: RowPhoto) => void, failed: (code: string) => void }} tell
 * @param {(file: Blob) => Promise<import('../core/types.js').Photo>} shrink
 */
async function one(files, kind, { kept, failed }, shrink) {
  for (const file of files) {
    try {
      kept(await keep(await inTime(shrink(file)), kind))
    } catch (error) {
      failures++
      failed(/** @type {any} */ (error)?.code ?? 'PHOTO_UNREADABLE')
    }
    const { left, of } = shrinking.peek()
    shrinking.value = left > 1 ? { left: left - 1, of } : { left: 0, of: 0 }
  }
}

/** What a form that is saved meanwhile waits for besides. @template T @param {Promise<T>} work @returns {Promise<T>} */
export function pend(work) {
  const done = work.catch(() => failures++).finally(() => pending.delete(done))
  pending.add(done)
  return work
}

/** @template T @param {Promise<T>} work @returns {Promise<T>} */
function inTime(work) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Unreadable()), PATIENCE)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/**
 * Waits until no photo is under way.
 * @returns {Promise<boolean>} false when one of those that were waited for could not be had
 */
export async function settled() {
  const before = failures
  while (pending.size > 0) await Promise.all(pending)
  return failures === before
}

/** The same for a form: false also when the person has left it meanwhile. */
export function useSettled() {
  const here = useRef(true)
  useEffect(() => () => {
    here.current = false
  }, [])
  return async () => (await settled()) && here.current
}
