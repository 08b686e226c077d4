/**
 * The list as paper or a table, out of the menu of tools.
 * @module
 */
import { settled, shown } from './stage.js'
import { DeskTools } from '../../web/ui/desk/tools.js'
import { need } from '../../web/ui/words.js'
import { equal, is, test, truthy } from './saying.js'
import { json, scene } from './scene.js'

/** A list with more rows than are here, and how often the server was asked for them. @param {boolean} own */
async function tools(own) {
  await need(/** @type {any} */ (['desk', 'moves', 'noun']))
  const server = await scene()
  /** @type {(() => void)[]} */
  const waiting = []
  const page = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } }
  globalThis.fetch =
    /** @type {any} */ (() => new Promise((go) => waiting.push(() => go(json({ data: { incidents: page } })))))
  const desk = { own, filter: {}, feed: { hasMore: true, orderBy: null, total: 40 } }
  const open = () => shown(DeskTools, { desk, nodes: [{ id: 'a' }], inPane: true })
  return { open, waiting, server }
}

const labels = (/** @type {any} */ menu) => menu.all('button').map((/** @type {any} */ one) => one.textContent)

test('what gathers a long list says so in the menu that stays, and goes on once, however often one presses', async () => {
  const { open, waiting } = await tools(true)
  const menu = open()
  const [print, table] = menu.all('button')
  truthy('data-stays' in print.attributes && 'data-stays' in table.attributes)
  table.dispatchEvent(new Event('click'))
  await settled()
  const said = menu.text()
  menu.gone()
  const again = open()
  await settled()
  is(again.text(), said)
  for (const one of again.all('button').slice(0, 2)) {
    is(one.attributes['aria-disabled'], 'true')
    one.dispatchEvent(new Event('click'))
  }
  await settled()
  is(waiting.length, 1)
  again.gone()
})

test('beside another page stands no tool that is of the desk’s own page', async () => {
  const desk = (await tools(true)).open()
  const beside = (await tools(false)).open()
  equal(labels(desk), ['打印', '导出 CSV', '列宽', '快捷键'])
  equal(labels(beside), ['导出 CSV'])
})
