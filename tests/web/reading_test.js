/**
 * A list whose filter changes where it stands: nothing of the old one is taken for the new one's, not even for one render.
 * @module
 */
import { settled, shown } from './stage.js'
import { signal } from '../../web/vendor/signals.js'
import { useRead } from '../../web/ui/read.js'
import { equal, test } from './saying.js'
import { scene } from './scene.js'

test('what was read under one key is neither the end nor the failure of the next', async () => {
  const server = await scene()
  server.trouble = () => 'cut'
  const key = signal('late')
  /** @type {any[]} */
  const seen = []
  const reader = shown(() => {
    const { waiting, failure, fresh } = useRead(key.value, { id: 'x', kind: 'query', name: 'Feed' }, {})
    seen.push([key.value, waiting, failure?.code ?? null, fresh])
    return null
  })
  await settled()
  equal(seen.at(-1), ['late', false, 'NETWORK', false])
  key.value = 'filing'
  await settled()
  equal(seen.find(([one]) => one === 'filing'), ['filing', true, null, false])
  reader.gone()
})
