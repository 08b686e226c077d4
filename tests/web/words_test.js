/**
 * The books of words: one that cannot be had is missed by those who want it, and by nobody else.
 * @module
 */
import './stage.js'
import { LATE } from '../../web/ui/shelf_late.js'
import { locale, need, speak, words } from '../../web/ui/words.js'
import { equal, is, test, truthy } from './saying.js'

/** @param {() => Promise<unknown>} work */
const fails = (work) => work().then(() => false, () => true)

test('an optional book that fails takes nothing from pages that have theirs, and comes when it can be had', async () => {
  await need(['held'])
  const { about } = LATE
  LATE.about = () => Promise.reject(new TypeError('no line'))
  equal([await fails(() => need(['about'])), await fails(() => need(['held']))], [true, false])
  const [optional, page] = await Promise.all([fails(() => need(['about'])), fails(() => need(['access']))])
  equal([optional, page], [true, false])
  truthy(words.peek().access.title)
  LATE.about = about
  await need(['about'])
  truthy(words.peek().about.title)
})

test('a book that comes while the language changes speaks the new one', async () => {
  await Promise.all([need(['conflict']), speak('en')])
  equal([locale.peek(), typeof words.peek().conflict, words.peek().access.title], [
    'en',
    'object',
    'Password and sign-ins',
  ])
  await speak('zh')
  is(words.peek().access.title, '密码和登录')
})
