/**
 * The service worker: opens the app without a network, sends what waits, takes what other apps share, shows what
 * is pushed. One concern per file in
 * `worker/`; nothing of the API is ever cached here.
 * @module
 */
import { answer } from './worker/fetching.js'
import { repair } from './worker/mending.js'
import { forget, store } from './worker/precache.js'
import { open, renew, show } from './worker/pushing.js'
import { learn, sendInBackground } from './worker/syncing.js'
import { takeOver } from './worker/updating.js'

/**
 * The version of the app that this worker serves: the hash of the list of its files. The server writes it in when it hands
 * this file out, so that a changed file anywhere is a changed worker; browsers compare this file, and not all compare what it imports.
 */
const VERSION = 'unversioned'

const worker = /** @type {import('./worker/scope.d.ts').Scope} */ (/** @type {unknown} */ (globalThis))

worker.addEventListener('install', (event) => event.waitUntil(store(VERSION, worker.registration.active)))
worker.addEventListener('activate', (event) => event.waitUntil(forget(VERSION).then(() => worker.clients.claim())))
worker.addEventListener('fetch', (event) => answer(event, VERSION))
worker.addEventListener('sync', (event) => event.waitUntil(sendInBackground()))
worker.addEventListener('periodicsync', (event) => event.waitUntil(learn()))
worker.addEventListener('push', (event) => event.waitUntil(show(worker, event)))
worker.addEventListener('notificationclick', (event) => event.waitUntil(open(worker, event)))
worker.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(worker)))
worker.addEventListener('message', (event) => {
  if (event.data === 'TAKE_OVER') event.waitUntil(takeOver(worker))
  if (event.data === 'MEND') event.waitUntil(repair(VERSION, event.source))
})
