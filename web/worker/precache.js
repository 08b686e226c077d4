/**
 * The files of one version of the app, in a cache of their own. A version is stored whole or not at all.
 * @module
 */

const PREFIX = 'app-'

/** @param {string} version */
export function cacheOf(version) {
  return caches.open(PREFIX + version)
}

/**
 * Stores every file of the server's list; refuses when the server has moved on meanwhile, and is then asked again.
 * @param {string} version
 */
export async function store(version) {
  const list = await (await fetch('/precache.json', { cache: 'no-store' })).json()
  if (list.version !== version) throw new Error('the list is of another version')
  const cache = await cacheOf(version)
  await Promise.all(list.files.map((/** @type {string} */ url) => keep(cache, url)))
}

/**
 * @param {Cache} cache
 * @param {string} url
 */
async function keep(cache, url) {
  const held = url.startsWith('/v/') ? 'default' : 'reload' // what bears its version in its address may come from the browser's cache
  const response = await fetch(url, { cache: held })
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  await cache.put(url, response)
}

/**
 * Lets go of every other version.
 * @param {string} version
 */
export async function forget(version) {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + version).map((name) => caches.delete(name)),
  )
}
