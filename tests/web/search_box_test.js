/**
 * The search box of a list says what the list was asked for, by whichever way, and leaves alone who types in it.
 * @module
 */
import { settled, shown } from './stage.js'
import { signal } from '../../web/vendor/signals.js'
import { html } from '../../web/ui/html.js'
import { Search } from '../../web/ui/parts/finder.js'
import { need } from '../../web/ui/words.js'
import { equal, is, test } from './saying.js'

test('what is asked for elsewhere stands in the box, also while it has the focus; what one types on is left alone', async () => {
  await need(['shared'])
  const value = signal('')
  /** @type {string[]} */
  const asked = []
  const box = shown(() =>
    html`<${Search} value=${value.value} onSearch=${(/** @type {string} */ q) => asked.push(q)} />`
  )
  const [input] = box.all('input')
  Object.assign(document, { activeElement: input })
  const type = async (/** @type {string} */ text) => {
    input.value = text
    input.dispatchEvent(new Event('input'))
    await settled()
  }
  await type('井')
  box.all('form')[0].dispatchEvent(new Event('submit'))
  await settled()
  equal(asked, ['井'])
  await type('井盖 ')
  value.value = '井'
  await settled()
  is(input.value, '井盖 ')
  value.value = '路灯' // a saved view
  await settled()
  is(input.value, '路灯')
  box.gone()
})
