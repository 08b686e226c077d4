/**
 * What of 今日 comes once the page has shown itself.
 * @module
 */
export { Shared, Unfinished } from '../outbox/unfinished.js'
export { First } from './first.js'
export { followNear, Near } from './near.js'
export { Nothing } from './nothing.js'
