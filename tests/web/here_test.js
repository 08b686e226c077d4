/**
 * In which of their posts somebody works: as they chose it, also when the app is opened anew.
 * @module
 */
import { remember } from '../../web/core/replica/cache.js'
import { fact } from '../../web/core/replica/store.js'
import * as first from '../../web/ui/here.js?first'
import * as again from '../../web/ui/here.js?again'
import * as later from '../../web/ui/here.js?later'
import { equal, is, test } from './saying.js'
import { scene } from './scene.js'

Object.assign(globalThis, { document: { documentElement: { dataset: {} } } })
const POSTS = [{ id: 'worker', role: 'GRID_WORKER' }, { id: 'secretary', role: 'COMMUNITY' }]

/** The app, opened anew each time. */
const OPENED = [first, again, later]

/** @param {number} time */
async function opened(time) {
  const here = /** @type {typeof first} */ (OPENED[time])
  await here.begin()
  return here
}

test('the chosen post survives a reload, and is not the next person’s', async () => {
  await scene()
  await remember('viewer', { viewer: { posts: POSTS } })
  const now = await opened(0)
  is(now.post.value?.id, 'worker')
  now.take('secretary')
  for (let tries = 0; tries < 50 && !(await fact('post:wang')); tries++) await new Promise((go) => setTimeout(go, 5))
  const { post, role } = await opened(1)
  equal([post.value?.id, role.value], ['secretary', 'COMMUNITY'])
  await scene('he')
  await remember('viewer', { viewer: { posts: POSTS } })
  is((await opened(2)).post.value?.id, 'worker')
})
