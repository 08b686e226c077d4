/**
 * The letterbox: what somebody without a login wrote is on the phone, arrives once under its code, and says nothing of who is signed in.
 * @module
 */
import { isCode, makeCode, spaced, tidy } from '../../web/core/code.js'
import { keepLetter, letters, MOST, sendLetters, wipe } from '../../web/core/letters.js'
import { close } from '../../web/core/replica/store.js'
import { sha256 } from '../../web/core/photo/photo.js'
import { json, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

const FILE = {
  id: 'sha256:file',
  kind: /** @type {const} */ ('mutation'),
  name: 'ComplaintFile',
}
const AGAIN = {
  id: 'sha256:again',
  kind: /** @type {const} */ ('mutation'),
  name: 'ComplaintAskAgain',
}

/** A district that keeps what it is sent, by code; `wrong` may answer in its place. */
async function district() {
  await scene()
  const told = {
    /** @type {{ path: string, code: string, person: string | null, cookie: any, body: any }[]} */
    heard: [],
    /** @type {Map<string, string>} */
    filed: new Map(),
    /** @type {string[]} codes that are somebody's */
    taken: [],
    /** @type {string[]} */
    photos: [],
    /** @type {(path: string) => any} */
    wrong: () => null,
    answer(/** @type {string} */ path, /** @type {string} */ code, /** @type {any} */ body) {
      if (path.startsWith('/media/')) {
        this.photos.push(path.slice(7))
        return json({ sha256: path.slice(7) })
      }
      const { opId, first } = body.variables.input
      const known = this.filed.get(opId)
      const problems = first && !known && this.taken.includes(code) ? [{ code: 'CODE_TAKEN', message: '' }] : []
      if (problems.length === 0 && known === undefined) this.filed.set(opId, code)
      const receipt = problems.length || this.filed.get(opId) !== code ? null : { opId, at: '', code: '7F3A-91C2' }
      return json({ data: { complaintFile: { complaint: null, receipt, problems } } })
    },
  }
  globalThis.fetch = /** @type {any} */ (async (
    /** @type {any} */ url,
    /** @type {any} */ init = {},
  ) => {
    const headers = new Headers(init.headers)
    const code = (headers.get('authorization') ?? '').replace('Code ', '')
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : init.body
    told.heard.push({
      path: String(url),
      code,
      person: headers.get('x-grid-person'),
      cookie: init.credentials,
      body,
    })
    await new Promise((resolve) => setTimeout(resolve, 0))
    const wrong = told.wrong(String(url))
    if (wrong === 'cut') throw new TypeError('Failed to fetch')
    if (wrong instanceof Response) return wrong
    const answer = told.answer(String(url), code, body)
    if (wrong === 'lost') throw new TypeError('Failed to fetch')
    return answer
  })
  return told
}

const order = () => ({
  operation: FILE,
  kind: 'COMPLAINT',
  input: { text: '路灯坏了两周没人修' },
})

/** The only one on the phone. */
async function only() {
  const [one, ...others] = await letters()
  equal(others, [])
  if (!one) throw new Error('there is none')
  return one
}

test('a code has eight letters that nobody takes for each other, and is read as it is typed', () => {
  const codes = new Set(Array.from({ length: 200 }, makeCode))
  is(codes.size, 200)
  truthy([...codes].every(isCode))
  equal([tidy(' 7kmn-4pqr '), tidy('７ＫＭＮ ４ＰＱＲ'), spaced('7KMN4PQR')], [
    '7KMN4PQR',
    '7KMN4PQR',
    '7KMN 4PQR',
  ])
  equal(['7KMN4PQ', '7KMN4PQ0', '7KMN4PQRS'].map(isCode), [
    false,
    false,
    false,
  ])
})

test('written without a signal it is on the phone; with one it arrives, and its words leave the phone', async () => {
  const server = await district()
  server.wrong = () => 'cut'
  await keepLetter(order())
  equal((await sendLetters()).left, 1)
  equal([(await only()).state, (await only()).reason], ['SAVED', 'NO_SIGNAL'])
  await close() // the browser is killed
  server.wrong = () => null
  equal(await sendLetters({ force: true }), { left: 0, next: null })
  const { state, code, input } = await only()
  equal([state, input], ['DELIVERED', null])
  equal([...server.filed.values()], [code])
})

test('after a lost answer the same goes out again under the same code, and is there once', async () => {
  const server = await district()
  server.wrong = () => 'lost'
  await keepLetter(order())
  await sendLetters()
  server.wrong = () => null
  await Promise.all([
    sendLetters({ force: true }),
    sendLetters({ force: true }),
  ])
  is(server.filed.size, 1)
  is(server.heard.length, 2)
  equal([...server.filed.values()], [(await only()).code])
})

test('a code that somebody has gives way to another before anybody saw it', async () => {
  const server = await district()
  const { code } = await keepLetter(order())
  server.taken = [code]
  await sendLetters()
  const now = await only()
  equal([now.state, now.code === code, server.filed.size], [
    'DELIVERED',
    false,
    1,
  ])
})

test('what goes out under a code tells nothing of who is signed in here', async () => {
  const server = await district()
  const blob = new Blob(['jpeg'], { type: 'image/jpeg' })
  await keepLetter({
    ...order(),
    photos: [{ sha256: await sha256(blob), blob, size: 4, type: blob.type }],
  })
  await sendLetters()
  equal(server.heard.map(({ person, cookie }) => [person, cookie]), [[
    '',
    'omit',
  ], ['', 'omit']])
})

test('photos follow the text; one that waits holds the rest up, one that is not taken is told', async () => {
  const server = await district()
  const photos = await Promise.all(['a', 'b'].map(async (text) => {
    const blob = new Blob([text], { type: 'image/jpeg' })
    return { sha256: await sha256(blob), blob, size: 1, type: blob.type }
  }))
  server.wrong = (path) => (path.startsWith('/media/') ? 'cut' : null)
  await keepLetter({ ...order(), photos })
  equal((await sendLetters()).left, 1)
  equal([(await only()).state, (await only()).photos.length], ['DELIVERED', 2])
  server.wrong = (
    path,
  ) => (path.endsWith(photos[0]?.sha256 ?? '') ? json({ errors: [] }, 422) : null)
  equal((await sendLetters({ force: true })).left, 0)
  equal([server.photos, (await only()).problems.length], [
    [photos[1]?.sha256],
    1,
  ])
  is(server.filed.size, 1)
})

test('what the server refuses stays with its words, and a page of whoever stands between is no answer', async () => {
  const server = await district()
  server.wrong = () => new Response('<h1>Wi-Fi</h1>', { status: 200 })
  await keepLetter(order())
  await sendLetters()
  equal((await only()).state, 'SAVED')
  const problems = [{ code: 'INVALID', message: '', field: 'text' }]
  server.wrong = () =>
    json({
      data: { complaintFile: { complaint: null, receipt: null, problems } },
    })
  await sendLetters({ force: true })
  const { state, input, waiting } = await only()
  equal([state, input?.text, waiting], ['NEEDS_YOU', '路灯坏了两周没人修', 0])
})

test('who sends too much waits as long as the server says', async () => {
  const server = await district()
  server.wrong = () =>
    json({ errors: [{ extensions: { code: 'LIMITED' } }] }, 429, {
      'retry-after': '900',
    })
  await keepLetter(order())
  const { next } = await sendLetters()
  truthy(Math.abs((next ?? 0) - Date.now() - 900_000) < 5000)
  is((await sendLetters()).left, 1)
  is(server.heard.length, 1)
})

test('asking again goes the same way under the code that is known, and leaves nothing here', async () => {
  const server = await district()
  const input = {
    id: '018cc251-f400-7000-8000-000000000001',
    seen: 2,
    text: '还是没有人来修',
  }
  await keepLetter({
    operation: AGAIN,
    kind: 'COMPLAINT',
    input,
    code: '7KMN4PQR',
  })
  await sendLetters()
  equal([
    await letters(),
    server.heard[0]?.code,
    server.heard[0]?.body.variables.input.first,
  ], [[], '7KMN4PQR', undefined])
})

test('so many wait on one phone, and what is wiped is not sent', async () => {
  const server = await district()
  for (let n = 0; n < MOST; n++) await keepLetter(order())
  equal(await keepLetter(order()).catch(({ code }) => code), 'LETTERS_FULL')
  for (const { opId } of await letters()) await wipe(opId)
  equal([(await sendLetters()).left, server.heard.length], [0, 0])
})
