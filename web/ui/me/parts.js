/**
 * The pages behind 我的, and those that need no login: each comes with its books when it is opened.
 * @module
 */
import { path } from '../route.js'
import { need } from '../words.js'

/** @type {Record<string, [() => Promise<{ Page: any }>, import('../words.js').Book[]]>} */
const PARTS = {
  pin: [() => import('./pin.js'), ['pin']],
  access: [() => import('./access.js'), ['access']],
  start: [() => import('./start.js'), ['about', 'access']],
  practice: [() => import('./practice.js'), ['practice']],
  reminders: [() => import('./reminders.js'), ['trial']],
  about: [() => import('./about.js'), ['about']],
  people: [() => import('../people/page.js'), ['people', 'role', 'access']],
  leave: [() => import('./leave.js'), ['leave', 'role', 'why']],
  rules: [() => import('../rules/page.js'), ['rules', 'forms']],
  grids: [() => import('../grids/page.js'), ['grids']],
  imports: [() => import('../imports/page.js'), ['imports', 'why']],
  calls: [() => import('../hotline/calls.js'), ['hotline', 'incident', 'forms', 'typed']],
  invite: [() => import('../session/invite.js'), ['invite', 'access']],
}

/**
 * The page of this name; without one, that which needs no login.
 * @param {{ part?: string }} given by the address
 */
export async function find({ part = path.peek().slice(1) }) {
  const found = Object.hasOwn(PARTS, part) ? PARTS[part] : null
  if (!found) return await import('../lost.js')
  const [{ Page }] = await Promise.all([found[0](), need(found[1])])
  return { Page }
}
