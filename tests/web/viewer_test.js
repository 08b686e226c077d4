/**
 * Photos opened large: whichever way one is left, what was drawn is in it before, and the phone's Back closes it alone.
 * @module
 */
import { settled, shown } from './stage.js'
import { html } from '../../web/ui/html.js'
import { Viewer } from '../../web/ui/parts/viewer.js'
import { need } from '../../web/ui/words.js'
import { equal, is, test } from './saying.js'

const world = /** @type {any} */ (globalThis)

/** What a screen has and the stage has not: dialogs, pictures of 100 by 100 and a history that goes back. */
function furnished() {
  const node = Object.getPrototypeOf(document.createElement('p'))
  const box = { left: 0, top: 0, width: 100, height: 100 }
  const pen = new Proxy({}, { get: () => () => {}, set: () => true })
  Object.assign(node, { showModal() {}, close() {}, setPointerCapture() {} })
  Object.assign(node, { getBoundingClientRect: () => box, getContext: () => pen })
  world.Image = class {
    naturalWidth = 100
    naturalHeight = 100
    onload = () => {}
    set src(/** @type {string} */ _url) {
      setTimeout(() => this.onload())
    }
  }
  world.history.depth = 0
  world.history.pushState = () => world.history.depth++
  world.history.back = () => (world.history.depth--, setTimeout(() => dispatchEvent(new Event('popstate'))))
}

/**
 * Two photos, the first of them open.
 * @param {(sha256: string) => Promise<void>} [burn]
 */
async function opened(burn = () => Promise.resolve()) {
  furnished()
  await need(['shared', 'typed'])
  /** @type {string[]} */
  const done = []
  const one = (/** @type {string} */ sha256, /** @type {string} */ kind) => ({ sha256, kind, url: 'blob:' })
  const props = {
    photos: [one('a', 'BEFORE'), one('b', 'AFTER')],
    start: 'a',
    onMark: (/** @type {string} */ name, /** @type {any[]} */ marks, /** @type {any} */ { undo }) =>
      burn(name).then(() => done.push(`${name} ${marks.map(({ kind }) => kind)}${undo ? ' undo' : ''}`)),
    onRemove: (/** @type {string} */ name) => done.push(`removed ${name}`),
    onClose: () => done.push('closed'),
  }
  const screen = shown(() => html`<${Viewer} ...${props} />`)
  await settled()
  const press = async (/** @type {string} */ name) => {
    const button = screen.all('button').find((one) => one.textContent === name)
    button.dispatchEvent(new Event('click'))
    await settled()
  }
  const draw = async () => {
    await press('遮挡')
    const [canvas] = screen.all('canvas')
    for (const [type, at] of /** @type {const} */ ([['pointerdown', 20], ['pointermove', 60], ['pointerup', 60]])) {
      canvas.dispatchEvent(Object.assign(new Event(type), { clientX: at, clientY: at, pointerId: 1 }))
      await settled()
    }
  }
  return { screen, done, press, draw }
}

for (
  const [way, told] of /** @type {const} */ ([
    ['关闭', ['a hide undo', 'closed']],
    ['画好了，存下', ['a hide', 'closed']],
    ['下一张', ['a hide']],
    ['前后对比', ['a hide']],
    ['去掉这张', ['removed a']],
  ])
) {
  test(`what was drawn is in the photo when it is left by ${way}`, async () => {
    const { screen, done, press, draw } = await opened()
    await draw()
    equal(done, [])
    await press(way)
    equal(done, told)
    is(world.history.depth, told.length > 1 || way.startsWith('去') ? 0 : 1)
    screen.gone()
  })
}

test("the phone's Back closes the photo alone, and what was drawn is in it", async () => {
  const { screen, done, draw } = await opened()
  await draw()
  world.history.back()
  await settled()
  await settled()
  equal([done, world.history.depth], [['a hide undo', 'closed'], 0])
  screen.gone()
})

test('what cannot be burnt in keeps the photo open and says why; pressed twice it goes back once', async () => {
  let full = true
  const no = Object.assign(new Error(), { code: 'PHOTO_FULL' })
  const { screen, done, press, draw } = await opened(() => full ? Promise.reject(no) : Promise.resolve())
  await draw()
  await press('关闭')
  equal([done, world.history.depth], [[], 1])
  is(screen.all('p').some(({ attributes }) => attributes.role === 'alert'), true)
  full = false
  await Promise.all([press('关闭'), press('关闭')])
  equal([done, world.history.depth], [['a hide undo', 'closed'], 0])
  screen.gone()
})
