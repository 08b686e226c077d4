/** A phone that lay closed all night learns its morning, where its browser wakes workers by the clock. */
import { learnWhileClosed } from '../../web/core/replica/renewing.js'
import { allOf } from '../../web/core/replica/store.js'
import { learn } from '../../web/worker/syncing.js'
import { giving, held } from './giving.js'
import { equal, test } from './saying.js'

test('the worker brings what came overnight, and without a line leaves what is there', async () => {
  const { pages } = await giving([{ reset: true, cursor: 'c1', incidents: [held('a')] }, {}])
  await learn()
  equal((await allOf('copy', 'wang')).map(({ id }) => id), ['a'])
  pages.push('cut')
  await learn()
  equal((await allOf('copy', 'wang')).map(({ id }) => id), ['a'])
})

test('the browser is asked for it where it can, and its no is taken', async () => {
  const asked = /** @type {unknown[]} */ ([])
  const registration = {
    periodicSync: {
      register: (/** @type {string} */ tag, /** @type {{ minInterval: number }} */ how) => {
        asked.push([tag, how.minInterval / 3600_000])
        return Promise.reject(new Error('not installed'))
      },
    },
  }
  for (const found of [undefined, {}, registration]) {
    const serviceWorker = { getRegistration: () => Promise.resolve(found) }
    Object.defineProperty(navigator, 'serviceWorker', { value: serviceWorker, configurable: true })
    await learnWhileClosed()
  }
  equal(asked, [['copy', 4]])
})
