/**
 * What the worker answers itself: the app's own files and, for its pages, the shell. Everything else goes to the server untouched.
 * @module
 */
import { cacheOf } from './precache.js'
import { receive } from './sharing.js'

/** The server's own paths; a page under one of these is never the app's. */
const SERVER = [
  '/graphql',
  '/session',
  '/media/',
  '/carried',
  '/playground',
  '/healthz',
  '/readyz',
  '/metrics',
  '/precache.json',
  '/sw.js',
]

export const SHELL = '/today'

/**
 * @param {import('./scope.d.ts').Fetching} event
 * @param {string} version
 */
export function answer(event, version) {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== globalThis.location.origin) return
  if (request.method === 'POST' && url.pathname === '/share') return event.respondWith(receive(request))
  if (request.method !== 'GET' || SERVER.some((path) => url.pathname.startsWith(path))) return
  if (request.mode === 'navigate') event.respondWith(shell(request, version))
  else event.respondWith(file(request, version))
}

/**
 * The app's one page, from the phone: it opens as fast without a network as with one.
 * @param {Request} request
 * @param {string} version
 */
async function shell(request, version) {
  return (await (await cacheOf(version)).match(SHELL)) ?? fetch(request)
}

/**
 * @param {Request} request
 * @param {string} version
 */
async function file(request, version) {
  return (await (await cacheOf(version)).match(request, { ignoreVary: true })) ?? fetch(request)
}
