/** Photos travel ahead: while the text of one report is answered, the photos of the next are on their way. */
import { drain } from '../../web/core/outbox/drain.js'
import { remove } from '../../web/core/outbox/mend.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { row } from '../../web/core/outbox/rows.js'
import { keep } from '../../web/core/photo/photo.js'
import { picture, report, scene } from './scene.js'
import { equal, is, test } from './saying.js'

test('photos of the next report travel while the text of this one is answered, and none travels twice', async () => {
  const server = await scene()
  const made = []
  for (const text of ['一', '二', '三']) {
    made.push(await enqueue(report({ photos: [await keep(await picture(text), 'BEFORE')] })))
  }
  const [together, came] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])] // what was under way at once, and what came
  const open = new Set()
  const real = globalThis.fetch
  globalThis.fetch = async (url, init) => {
    const what = String(url).split('/')[1] ?? ''
    came.push(what)
    open.add(what)
    if (open.size > 1) together.push([...open].sort().join(' + '))
    await new Promise((resolve) => setTimeout(resolve, 20))
    return real(url, init).finally(() => open.delete(what))
  }
  await drain()
  equal(server.order, made.map((one) => one.opId))
  equal(together, ['graphql + media', 'graphql + media'])
  equal(came.filter((what) => what === 'media').length, 3)
  for (const { opId } of made) is((await row(opId))?.state, 'DELIVERED')
})

test('a photo that went ahead and a report that was taken back meanwhile disturb nothing', async () => {
  const server = await scene()
  const first = await enqueue(report())
  const second = await enqueue(report({ photos: [await keep(await picture('二'), 'BEFORE')] }))
  const real = globalThis.fetch
  globalThis.fetch = async (url, init) => {
    if (String(url).startsWith('/media/')) await remove(second.opId)
    return real(url, init)
  }
  await drain()
  equal(server.order, [first.opId])
})
