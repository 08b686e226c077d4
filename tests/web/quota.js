/**
 * A phone whose store has an end: a write that does not fit is refused by its whole transaction, as browsers do it.
 * @module
 */

/** @type {number | null} bytes; null: without end */
let limit = null

/**
 * The store holds so many bytes from now on.
 * @param {number | null} bytes
 */
export function quota(bytes) {
  limit = bytes
}

/** Bytes that lie in a database now. @param {any} db */
export function used(db) {
  const stores = [...db._rawDatabase.rawObjectStores.values()]
  return stores.flatMap((store) => [...store.records.values()]).reduce((sum, record) => sum + weight(record.value), 0)
}

/** @param {any} value @returns {number} */
function weight(value) {
  if (value instanceof Blob) return value.size
  if (value?.byteLength) return value.byteLength
  if (Array.isArray(value)) return value.reduce((sum, one) => sum + weight(one), 8)
  if (value && typeof value === 'object') {
    return Object.entries(value).reduce((sum, [name, one]) => sum + name.length + weight(one), 8)
  }
  return typeof value === 'string' ? value.length * 3 : 8
}

for (const name of /** @type {const} */ (['put', 'add'])) {
  const usual = IDBObjectStore.prototype[name]
  /** @this {any} @param {any} value @param {any} [key] */
  IDBObjectStore.prototype[name] = function (value, key) {
    if (limit !== null && used(this.transaction.db) + weight(value) > limit) {
      throw new DOMException('the phone is full', 'QuotaExceededError')
    }
    return key === undefined ? usual.call(this, value) : usual.call(this, value, key)
  }
}
