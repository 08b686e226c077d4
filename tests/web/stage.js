/**
 * As much of a page as Preact asks for: what a component shows, what is pressed in it, and the address where it stands. To be
 * imported before the modules of the screens, which look for a page as soon as they are there.
 * @module
 */
import { h, render } from '../../web/vendor/preact.js'

const world = /** @type {any} */ (globalThis)

class Element extends EventTarget {
  /** @type {any[]} */
  childNodes = []
  /** @type {any} */
  parentNode = null
  style = {}
  dataset = {}
  /** @type {Record<string, string>} */
  attributes = {}
  ownerDocument = world.document
  value = ''

  /** @param {string} localName @param {string} [data] */
  constructor(localName, data) {
    super()
    Object.assign(this, { localName, data, nodeType: data === undefined ? 1 : 3 })
  }
  get firstChild() {
    return this.childNodes[0] ?? null
  }
  get nextSibling() {
    const { childNodes } = this.parentNode
    return childNodes[childNodes.indexOf(this) + 1] ?? null
  }
  /** @returns {string} */
  get textContent() {
    return /** @type {any} */ (this).data ?? this.childNodes.map((one) => one.textContent).join('')
  }
  /** @param {any} node @param {any} before */
  insertBefore(node, before) {
    node.remove()
    const at = this.childNodes.indexOf(before)
    this.childNodes.splice(at < 0 ? this.childNodes.length : at, 0, node)
    node.parentNode = this
  }
  /** @param {any} node */
  appendChild(node) {
    this.insertBefore(node, null)
  }
  /** @param {any} node */
  removeChild(node) {
    node.remove()
  }
  remove() {
    const among = this.parentNode?.childNodes
    if (among) among.splice(among.indexOf(this), 1)
    this.parentNode = null
  }
  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes[name] = String(value)
  }
  /** @param {string} name */
  removeAttribute(name) {
    delete this.attributes[name]
  }
  /** @returns {any} */
  getRootNode() {
    return this.parentNode?.getRootNode() ?? this
  }
  /** @returns {null} */
  closest() {
    return null
  }
  focus() {}
}

const documentElement = { dataset: {}, style: { setProperty() {}, removeProperty() {} } }
const stood = { state: /** @type {any} */ (null) }

/** @param {any} state @param {string} _title @param {string} [to] */
function move(state, _title, to) {
  stood.state = state
  const { pathname, search } = new URL(to ?? '', `http://desk${world.location.pathname}${world.location.search}`)
  Object.assign(world.location, to ? { pathname, search } : {})
}

world.location ??= { pathname: '/', search: '', origin: 'http://desk', protocol: 'http:' }
Object.defineProperty(world, 'history', {
  value: Object.assign(stood, { pushState: move, replaceState: move, back() {} }),
  configurable: true,
})
world.matchMedia = () => Object.assign(new EventTarget(), { matches: true })
world.innerWidth = 1280
world.requestAnimationFrame = (/** @type {() => void} */ done) => setTimeout(done, 0)
world.cancelAnimationFrame = clearTimeout
world.document = Object.assign(new EventTarget(), {
  documentElement,
  visibilityState: 'visible',
  cookie: '',
  createElementNS: (/** @type {string} */ _space, /** @type {string} */ name) => new Element(name),
  createElement: (/** @type {string} */ name) => new Element(name),
  createTextNode: (/** @type {string} */ text) => new Element('', text),
  querySelector: () => null,
  querySelectorAll: () => [],
  scrollingElement: Object.assign(new EventTarget(), { scrollTop: 0 }),
})

/**
 * A component upon the stage.
 * @param {any} Component
 * @param {any} [props]
 */
export function shown(Component, props = {}) {
  const root = /** @type {any} */ (new Element('main'))
  render(h(Component, props), root)
  return {
    text: () => root.textContent,
    /** @param {string} name @returns {any[]} its elements of this name, in their order */
    all: (name) => within(root).filter((one) => one.localName === name),
    gone: () => render(null, root),
  }
}

/** @param {any} node @returns {any[]} */
function within(node) {
  return [node, ...node.childNodes.flatMap(within)]
}

/** Until screens have followed. */
export async function settled() {
  for (let turn = 0; turn < 5; turn++) await new Promise((go) => setTimeout(go, 2))
}

/** Until it is so, at most two seconds; whether it is. @param {() => unknown} check */
export async function until(check) {
  for (let turn = 0; turn < 400 && !check(); turn++) await new Promise((go) => setTimeout(go, 5))
  return Boolean(check())
}
