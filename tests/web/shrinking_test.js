/**
 * Photos that are still being made small: a form that is saved meanwhile waits for them, and has all of them.
 * @module
 */
import { MOST_FILE, prepareFile } from '../../web/core/photo/file.js'
import { keep, photo } from '../../web/core/photo/photo.js'
import { pend, settled, shrinking, takeIn } from '../../web/ui/shrinking.js'
import { equal, is, test } from './saying.js'
import { picture, scene } from './scene.js'

/** Makes small when it is let. */
function slowly() {
  /** @type {(() => void)[]} */
  const waiting = []
  const shrink = async (/** @type {Blob} */ file) => {
    await new Promise((go) => waiting.push(() => go(null)))
    const text = await file.text()
    if (text === 'broken') throw Object.assign(new Error(), { code: 'PHOTO_UNREADABLE' })
    return picture(text)
  }
  const next = async () => {
    waiting.shift()?.()
    for (let n = 0; n < 20; n++) await new Promise((go) => setTimeout(go))
  }
  return { shrink, next }
}

/** @param {string[]} names */
const files = (...names) => names.map((name) => new File([name], name))

test('saving waits for photos that are still being made small, and has every one of them', async () => {
  await scene()
  const { shrink, next } = slowly()
  /** @type {any[]} */
  const kept = []
  const tell = { kept: (/** @type {any} */ photo) => kept.push(photo), failed: () => {} }
  void takeIn(files('a', 'b'), 'BEFORE', tell, shrink)
  let saved = /** @type {number | null} */ (null)
  void settled().then((fine) => (saved = fine ? kept.length : -1))
  equal([shrinking.peek(), saved], [{ left: 2, of: 2 }, null])
  await next()
  void takeIn(files('c'), 'BEFORE', tell, shrink) // chosen while the form waits
  equal([shrinking.peek(), saved], [{ left: 2, of: 3 }, null])
  await next()
  await next()
  await next()
  equal([shrinking.peek(), saved], [{ left: 0, of: 0 }, 3])
})

test("a photo that cannot be had is told, and nothing is saved behind the person's back", async () => {
  await scene()
  const { shrink, next } = slowly()
  /** @type {string[]} */
  const told = []
  void takeIn(files('broken'), 'BEFORE', { kept: () => {}, failed: (code) => told.push(code) }, shrink)
  const waits = settled()
  await next()
  equal([await waits, told], [false, ['PHOTO_UNREADABLE']])
  is(await settled(), true) // the next tap goes without it
})

test('a file is told by how it begins, kept as it is, and waited for by the form that is saved', async () => {
  await scene()
  const paper = pend(prepareFile(new File(['%PDF-1.7'], 'letter.txt')).then((made) => keep(made, 'FILE')))
  const saved = settled()
  const { sha256, kind, size } = await paper
  equal([await saved, kind, size], [true, 'FILE', 8])
  equal((await photo(sha256))?.type, 'application/pdf')
  const codeOf = (/** @type {Blob} */ file) => prepareFile(file).then(() => '', ({ code }) => code)
  equal(await codeOf(new File(['<p>%PDF-'], 'letter.pdf', { type: 'application/pdf' })), 'FILE_UNREADABLE')
  equal(await codeOf(/** @type {any} */ ({ size: MOST_FILE + 1 })), 'FILE_TOO_LARGE')
})
