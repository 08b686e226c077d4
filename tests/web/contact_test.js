/**
 * Somebody's contact, seen for a minute: what is told then, and what is told late.
 * @module
 */
import { settled, shown, until } from './stage.js'
import { noun } from '../../web/api/nouns/complaint.js'
import { Contact } from '../../web/ui/noun/contact.js'
import { need, words } from '../../web/ui/words.js'
import { equal, is, test, truthy } from './saying.js'
import { json, scene } from './scene.js'

/** Asks to see one, whose answer says `contact` of what was done `ago` ms before. @param {string | null} contact @param {number} ago */
async function seen(contact, ago) {
  await need(/** @type {any} */ (['noun', 'typed', 'incident']))
  const server = await scene()
  const receipt = { opId: 'o', at: new Date(Date.now() - ago).toISOString(), code: '' }
  const complaint = { id: 'c', version: 1, contactRevealed: contact }
  server.trouble = ({ body }) => body && json({ data: { complaintReveal: { complaint, receipt, problems: [] } } })
  let changes = 0
  const row = { id: 'c', version: 1 }
  const page = shown(Contact, { noun, row, onChanged: () => changes++ })
  await settled()
  page.all('button')[0].dispatchEvent(new Event('click'))
  await settled()
  page.all('button')[0].dispatchEvent(new Event('click'))
  await until(() => changes)
  await settled()
  return { page, changes: () => changes }
}

test('a contact that was seen is told of in the story at once, and can be called', async () => {
  const { page, changes } = await seen('刘女士 13800001111', 0)
  is(changes(), 1)
  equal(page.all('a').map((one) => one.attributes.href ?? one.href), ['tel:13800001111'])
  truthy(page.text().includes('刘女士'))
  page.gone()
})

test('an answer that comes again after the minute says so, and offers to ask anew', async () => {
  const { page } = await seen(null, 70_000)
  const { contact: t } = words.peek().noun
  equal([page.text().includes(t.over), page.text().includes(t.unreadable)], [true, false])
  truthy(page.all('button').length > 1)
  page.gone()
})

test('a contact that cannot be read now is one for who keeps the keys', async () => {
  const { page } = await seen(null, 0)
  truthy(page.text().includes(words.peek().noun.contact.unreadable))
  page.gone()
})
