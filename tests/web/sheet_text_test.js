/**
 * Words that were written in a sheet: a draft on the disk, there again after a reload, gone when the step was taken; no password is kept.
 * @module
 */
import './stage.js'
import { draft, drafts } from '../../web/core/outbox/drafts.js'
import { openSheet } from '../../web/ui/route.js'
import { forgetWritten, keptFor } from '../../web/ui/parts/sheet_text.js'
import { equal, is, test } from './saying.js'
import { scene } from './scene.js'

const world = /** @type {any} */ (globalThis)
world.CSS ??= { escape: String }
world.MutationObserver = class {
  observe() {}
  disconnect() {}
}

/** @param {string} id @param {string} [autocomplete] */
function field(id, autocomplete = '') {
  const one = { id, autocomplete, tagName: 'TEXTAREA', type: 'textarea', value: '', closest: () => null }
  return { ...one, dispatchEvent() {} }
}

/** A sheet as it opens, with one field. @param {ReturnType<typeof field>} only */
function box(only) {
  return /** @type {any} */ ({ querySelectorAll: () => [], querySelector: () => only })
}

const until = async (/** @type {() => Promise<boolean>} */ done) => {
  for (let n = 0; n < 100 && !(await done()); n++) await new Promise((go) => setTimeout(go, 20))
}

test('what was written in a sheet is a draft, also for a page that was loaded anew, until the step was taken', async () => {
  await scene()
  world.document.querySelector ??= () => null
  openSheet('REJECT')
  const target = field('reason')
  target.value = '不属于本辖区'
  keptFor('REJECT', /** @type {any} */ ({ target }))
  keptFor('REJECT', /** @type {any} */ ({ target: { ...field('secret', 'new-password'), value: 'geheim' } }))
  await until(async () => Boolean((await drafts('sheet:'))[0]))
  const [found] = await drafts('sheet:')
  equal([found?.value.fields, found?.value.told.facts], [{ reason: '不属于本辖区' }, '不属于本辖区'])
  const again = await import('../../web/ui/parts/sheet_text.js?again')
  const empty = field('reason')
  again.kept('REJECT', box(empty))
  await until(() => Promise.resolve(Boolean(empty.value)))
  is(empty.value, '不属于本辖区')
  forgetWritten()
  await until(async () => (await draft(found?.key ?? '')) === null)
  is(await draft(found?.key ?? ''), null)
})
