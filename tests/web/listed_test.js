/**
 * The desk's list beside another page: it filters where it stands, and is the list that the desk showed last.
 * @module
 */
import { settled, shown } from './stage.js'
import { viewer } from '../../web/ui/here.js'
import { go, path } from '../../web/ui/route.js'
import { useListed } from '../../web/ui/desk/listed.js'
import { equal, test } from './saying.js'
import { scene } from './scene.js'

/** @type {ReturnType<typeof useListed>} */
let listed

/** @param {{ own: boolean }} how */
function List(how) {
  listed = useListed(how)
  return null
}

/** @param {string} to @param {boolean} own */
async function opened(to, own) {
  const server = await scene()
  server.trouble = () => 'cut'
  viewer.value = /** @type {any} */ ({ posts: [{ id: 'p', role: 'STREET_INTAKE', area: { code: '140214018' } }] })
  go(to)
  const list = shown(List, { own })
  await settled()
  return list
}

const asked = () => [path.value, listed.chip, listed.text, listed.area]

test('who searches and filters in the list beside another page stays upon that page', async () => {
  const list = await opened('/handover', false)
  listed.choose({ q: '井盖' })
  await settled()
  listed.choose({ chip: 'filing' })
  await settled()
  equal(asked(), ['/handover', 'filing', '井盖', null])
  listed.choose({ q: '' })
  await settled()
  equal(asked(), ['/handover', 'filing', '', null])
  list.gone()
})

test('what the desk searched for stays while its page gives way to the next, and stands beside that one', async () => {
  const desk = await opened('/desk/some?chip=late&q=井盖&area=140214018001', true)
  go('/w/new?incident=some')
  await settled()
  equal(asked().slice(1), ['late', '井盖', '140214018001'])
  desk.gone()
  const beside = shown(List, { own: false })
  await settled()
  equal(asked().slice(1), ['late', '井盖', '140214018001'])
  beside.gone()
})
