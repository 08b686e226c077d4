/**
 * Who works on this phone, in which post, and what the app looks like for them. Known without a network from the last time.
 * @module
 */
import { computed, signal } from '../vendor/signals.js'
import { Viewer } from '../api/operations.js'
import { read, recall } from '../core/replica/cache.js'
import { fact, setFact } from '../core/replica/store.js'
import { DEFAULTS, onPreference, prefer as keep, preferences } from '../core/session/preferences.js'
import { recallServerTime } from '../core/server_time.js'
import { me, onSession } from '../core/session/session.js'
import { speak } from './words.js'

/** @typedef {{ code: string, name: string, level: string, path: string, lat: number, lon: number }} Area */
/** @typedef {import('../api/operations.js').ViewerData['viewer']['posts'][number]} Post */

/** The person of this phone, or null. */
export const person = signal(/** @type {import('../core/types.js').Person | null} */ (null))
/** What the server last said about them: posts, home. */
export const viewer = signal(/** @type {import('../api/operations.js').ViewerData['viewer'] | null} */ (null))
/** How many notices they have not read. */
export const unread = signal(0)
/** What they set for this phone. */
export const settings = signal({ ...DEFAULTS })
/** The post that is active; others are one tap away in 我的. */
const chosen = signal(/** @type {string | null} */ (null))

export const posts = computed(() => viewer.value?.posts ?? [])
export const post = computed(() => posts.value.find((one) => one.id === chosen.value) ?? posts.value[0] ?? null)
/** The area of the active post by its own short name. */
export const areaName = computed(() => post.value?.area.path?.split(' · ').at(-1) || post.value?.area.name || '')
export const role = computed(() => post.value?.role ?? null)

const FIELD = new Set(['GRID_WORKER', 'VOLUNTEER'])
const UNITS = new Set(['DEPT_HANDLER', 'DEPT_DUTY', 'ENTERPRISE_LIAISON'])
/** Who run the system and handle no cases. */
const KEEPERS = new Set(['SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR', 'ORG_STAFF'])

/** The sections of the tab bar (phone) or rail (desk), for this role. */
export const sections = computed(() => {
  const now = role.value ?? 'GRID_WORKER'
  if (FIELD.has(now)) return ['today', 'events', 'report', 'map', 'me']
  if (now === 'COMMUNITY') return ['today', 'desk', 'report', 'map', 'me']
  if (now === 'ENTERPRISE_LIAISON') return ['demands', 'claims', 'todo', 'me']
  if (UNITS.has(now)) return ['todo', 'whistles', 'cases', 'me']
  if (now === 'DISTRICT_SUPERVISOR') return ['board', 'desk', 'whistles', 'map', 'me']
  if (now === 'STREET_HEAD') return ['approvals', 'desk', 'whistles', 'map', 'me']
  if (now === 'AUDITOR') return ['start', 'whistles', 'cases', 'map', 'me']
  if (KEEPERS.has(now)) return ['start', 'me']
  return ['desk', 'whistles', 'cases', 'map', 'me']
})

/** The screen that a role starts with. */
export const home = computed(() => {
  const [first = ''] = sections.value
  return { today: '/today', todo: '/inbox', demands: '/n/demand', board: '/board', start: '/me/start' }[first] ??
    '/desk'
})

/**
 * Chooses one of one's own posts.
 * @param {string} id
 */
export function take(id) {
  chosen.value = id
  if (person.peek()) void setFact(`post:${person.peek()?.id}`, id).catch(() => {}) // it stands until the app is opened anew
}

/** Reads what the phone knows: language, size, person, posts. Nothing here waits for a network. */
export async function begin() {
  const time = recallServerTime()
  settings.value = await preferences()
  dress()
  person.value = await me()
  if (person.value) await recallTheirs(person.value.id)
  await time
  onPreference(({ name, value }) => apply(name, value))
  onSession((now) => void arrive(now))
}

/** @param {import('../core/types.js').Person | null} now */
async function arrive(now) {
  const same = now?.id === person.peek()?.id
  person.value = now
  if (same) return
  chosen.value = null
  viewer.value = null
  if (now) await recallTheirs(now.id)
}

/** Their posts, and the one they work in. @param {string} id */
async function recallTheirs(id) {
  const [post, known] = await Promise.all([fact(`post:${id}`), recall('viewer')])
  if (person.peek()?.id !== id) return
  chosen.value = post ?? null
  viewer.value = known?.value?.viewer ?? null
}

/** Asks the server who works here; what is known stays when it cannot be asked. */
export async function refreshViewer() {
  for await (const { data } of read('viewer', Viewer, {})) {
    if (data?.viewer?.signedIn) viewer.value = data.viewer
  }
}

/**
 * @template {keyof import('../core/session/preferences.js').Preferences} K
 * @param {K} name
 * @param {import('../core/session/preferences.js').Preferences[K]} value
 */
export async function prefer(name, value) {
  apply(name, value)
  await keep(name, value)
}

/**
 * @param {string} name
 * @param {any} value
 */
function apply(name, value) {
  settings.value = { ...settings.peek(), [name]: value }
  dress()
  if (name === 'locale') void speak(value)
}

/** Size and theme go onto the root element; the style sheet does the rest. */
function dress() {
  const { size, theme } = settings.peek()
  const root = document.documentElement
  root.dataset.size = size
  root.dataset.theme = theme
}

/** How long 撤销 stays, in ms. */
export function holdTime() {
  return settings.peek().size === 'elder' ? 10_000 : 5_000
}
