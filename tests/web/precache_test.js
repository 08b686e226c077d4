/** What the worker stores: most of it out of one bundle, and each file only if it is what the list says. */
import { store } from '../../web/worker/precache.js'
import { sha256 } from '../../web/core/photo/photo.js'
import { equal, is, test } from './saying.js'

const world = /** @type {any} */ (globalThis)
const FILES = /** @type {Record<string, string>} */ ({
  '/today': '<p>今日</p>',
  '/v/1/main.js': 'main()',
  '/v/1/ui/a.js': "say('一')",
  '/v/1/style/b.css': '.b{}',
})
const WHOLE = ['/v/1/main.js', '/v/1/style/b.css', '/v/1/ui/a.js']
const TOGETHER = ['/v/1/style/b.css', '/v/1/ui/a.js']

/** @param {string} bundle as it comes @param {boolean} before whether another version is here @returns {Promise<{ asked: string[], kept: Map<string, Response> }>} */
async function installed(bundle, before = false) {
  const files = Object.fromEntries(
    await Promise.all(Object.entries(FILES).map(async ([url, text]) => [url, await sha256(new Blob([text]))])),
  )
  const list = JSON.stringify({
    version: '1',
    files,
    bundle: { url: '/v/1/bundle.txt', files: TOGETHER },
    whole: { url: '/v/1/whole.txt', files: WHOLE },
  })
  const [asked, kept] = [/** @type {string[]} */ ([]), new Map()]
  Object.defineProperty(world, 'caches', {
    configurable: true,
    value: {
      open: () => Promise.resolve({ put: (/** @type {string} */ at, /** @type {Response} */ it) => kept.set(at, it) }),
    },
  })
  world.fetch = (/** @type {string} */ url) => {
    asked.push(url)
    const text = url === '/precache.json' ? list : url.endsWith('.txt') ? bundle : FILES[url]
    return Promise.resolve(text ? new Response(text) : new Response('', { status: 404 }))
  }
  await store('1', before)
  return { asked, kept }
}

test('what comes in the bundle is asked for once, and kept as what it is', async () => {
  const { asked, kept } = await installed(TOGETHER.map((url) => FILES[url]).join('\0'))
  equal(asked.toSorted(), ['/precache.json', '/today', '/v/1/bundle.txt', '/v/1/main.js'])
  equal([...kept.keys()].toSorted(), ['/precache.json', ...Object.keys(FILES)].toSorted())
  is(kept.get('/v/1/ui/a.js')?.headers.get('content-type'), 'text/javascript; charset=utf-8')
  is(kept.get('/v/1/style/b.css')?.headers.get('content-type'), 'text/css; charset=utf-8')
})

test('a bundle that is cut, that something between has changed, or that does not come is made good file by file', async () => {
  for (const bundle of ['', '.b{}', '.b{}\0<html>log in to the Wi-Fi</html>']) {
    const { asked, kept } = await installed(bundle)
    is(asked.includes('/v/1/ui/a.js'), true)
    is(await kept.get('/v/1/ui/a.js')?.text(), FILES['/v/1/ui/a.js'])
    is(kept.size, 5)
  }
})

test('a phone that has another version fetches all of the new one at once', async () => {
  const { asked } = await installed(WHOLE.map((url) => FILES[url]).join('\0'), true)
  equal(asked.toSorted(), ['/precache.json', '/today', '/v/1/whole.txt'])
})
