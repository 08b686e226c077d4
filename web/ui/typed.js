/**
 * What was typed, looked at before it is kept or sent; the words for what is wrong come along.
 * @module
 */
import { typed } from '../core/outbox/typed.js'
import { need } from './words.js'

/**
 * @param {{ name: string, texts?: any }} operation
 * @param {Record<string, any>} input
 * @returns {Promise<Record<string, any>>} as it is kept; throws Mistyped
 */
export async function lookedAt(operation, input) {
  try {
    return typed(operation, input)
  } catch (wrong) {
    await need(['typed']).catch(() => {}) // without its words it is still wrong
    throw wrong
  }
}

/**
 * An order as its row keeps it.
 * @param {import('../core/types.js').Order} order
 * @returns {Promise<import('../core/types.js').Order>} throws Mistyped
 */
export async function keepable(order) {
  const { id, kind, name } = order.operation
  return { ...order, operation: { id, kind, name }, input: await lookedAt(order.operation, order.input) }
}
