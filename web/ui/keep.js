/**
 * Putting work into the outbox from a form: as a new row, or in the place of the row that the form was opened to mend.
 * @module
 */
import { enqueue } from '../core/outbox/outbox.js'

/** It was sent while it was being mended. */
export class TooLate extends Error {
  code = 'TOO_LATE'
}

/**
 * @param {import('../core/types.js').Order} order its `form` may name the row that it `replaces`
 * @returns {Promise<import('../core/types.js').Row>} when the phone has it; throws PhoneFull, TooLate, Mistyped
 */
export async function keepOrder(order) {
  const { replaces, ...form } = order.form ?? {}
  const clean = await (await import('./typed.js')).keepable({ ...order, form: order.form && form })
  if (!replaces) return enqueue(clean)
  const { edit } = await import('../core/outbox/mend.js')
  const row = await edit(replaces, clean)
  if (!row) throw new TooLate()
  return row
}
