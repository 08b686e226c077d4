/**
 * What the desk's form files: into the grid that somebody chose, by a channel of the post.
 * @module
 */
import { shown } from './stage.js'
import { filed, lacking } from '../../web/ui/report/entry.js'
import { gridOf } from '../../web/ui/report/entry_place.js'
import { Page } from '../../web/ui/report/page.js'
import { viewer } from '../../web/ui/here.js'
import { need, words } from '../../web/ui/words.js'
import { equal, is, test } from './saying.js'

const GRIDS = [{ code: 'g1' }, { code: 'g2' }]

test('a place is in the grid that was named, and in none that nobody chose', () => {
  is(gridOf({ address: '菜市场西门' }, GRIDS), undefined)
  is(gridOf({ gridCode: 'g2' }, GRIDS)?.code, 'g2')
  is(gridOf(null, GRIDS.slice(0, 1))?.code, 'g1')
})

test('a line without a grid cannot be filed, and the form says what is missing', async () => {
  await need(['rows'])
  const t = words.value.entry
  const told = (/** @type {any} */ place) => lacking(/** @type {any} */ ({ classCode: 'E0199', place }))
  equal(
    [null, { address: '' }, { address: '西门', gridCode: '' }, { address: '西门', gridCode: 'g1' }, { lat: 1, lon: 2 }]
      .map(told),
    [
      t.needPlace,
      t.needPlace,
      t.needGrid,
      '',
      '',
    ],
  )
})

test('a number that the form hides is not sent, and neither is a channel of another post', () => {
  const told = (/** @type {any} */ answers) => {
    const { channel, externalNo } = filed(answers, ['WALK_IN', 'HOTLINE'])
    return [channel, externalNo]
  }
  equal(
    [{ channel: 'HOTLINE', externalNo: '7' }, { channel: 'DEPARTMENT', externalNo: '7' }, { externalNo: '7' }].map(
      told,
    ),
    [
      ['HOTLINE', '7'],
      ['WALK_IN', ''],
      ['WALK_IN', ''],
    ],
  )
})

test('until the form is here its page has a heading and says that one waits', async () => {
  await need(/** @type {any} */ (['shared']))
  viewer.value = /** @type {any} */ ({ posts: [{ id: 'p', role: 'STREET_INTAKE', area: { code: '140214018' } }] })
  const page = shown(Page)
  equal([page.all('h1').length, page.text().includes(words.value.waiting)], [1, true])
  page.gone()
})
