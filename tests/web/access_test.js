/**
 * 密码和登录 where the answer does not come, and the security administrator's look at somebody else's.
 * @module
 */
import { settled, shown } from './stage.js'
import { Access, CredentialEnd, DeviceRegister, PasswordChange } from '../../web/api/operations.js'
import { fact, setFact } from '../../web/core/replica/store.js'
import { register } from '../../web/core/session/device.js'
import { deviceId, isRegistered } from '../../web/core/session/keys.js'
import { person } from '../../web/ui/here.js'
import { Page } from '../../web/ui/me/access.js'
import { need, words } from '../../web/ui/words.js'
import { equal, is, test, truthy } from './saying.js'
import { json, scene } from './scene.js'

const HERE = { id: 's', kind: 'SESSION', name: '', since: '2026-11-01', lastUsedOn: null, endsOn: null, here: true }
const OTHER = { ...HERE, id: 'o', here: false, pin: false }

/**
 * wang's phone with a PIN, registered. `answers`: to an operation by its id; without one it is cut.
 * @param {Record<string, () => any>} answers @param {boolean} pin whether the server still has it
 */
async function phone(answers, pin = true) {
  await need(['access', 'typed'])
  const server = await scene()
  /** @type {string[]} */
  const asked = []
  const known = {
    [Access.id]: () => ({ credentials: [{ ...HERE, pin }, OTHER] }),
    [DeviceRegister.id]: () => ({ deviceRegister: { problems: [] } }),
    ...answers,
  }
  server.trouble = ({ body }) => {
    const id = body?.documentId
    if (!id) return null
    asked.push(id)
    const data = known[id]?.()
    return data ? json({ data }) : 'cut'
  }
  person.value = { id: 'wang', name: 'wang' }
  await register('wang')
  await setFact('pin:wang', { told: true })
  asked.length = 0
  const page = shown(Page)
  await settled()
  return { page, asked, server }
}

/** @param {any} page @param {string} label */
const press = async (page, label) => {
  const found = page.all('button').find((/** @type {any} */ one) => one.textContent === label)
  found.dispatchEvent(new Event('click'))
  await settled()
  await settled()
}

const kept = async () => [Boolean(await fact('pin:wang')), await isRegistered('wang', await deviceId())]

/** @param {any} page */
async function change(page) {
  for (const [id, text] of [['old', 'the present one'], ['next', 'a new long one'], ['same', 'a new long one']]) {
    const input = page.all('input').find((/** @type {any} */ one) => one.id === id || one.attributes.id === id)
    input.value = text
    input.dispatchEvent(new Event('input'))
    await settled()
  }
  page.all('form')[0].dispatchEvent(new Event('submit', { cancelable: true }))
  await settled()
  await settled()
}

test('who ends a browser without a line, or is refused, keeps the PIN and the key of this phone', async () => {
  const refused = { credentialEnd: { ended: 0, problems: [{ code: 'NOT_FOUND', message: '', field: 'id' }] } }
  for (const answer of [() => null, () => refused]) {
    const { page } = await phone({ [CredentialEnd.id]: answer })
    await press(page, words.peek().access.end)
    equal(await kept(), [true, true])
    page.gone()
  }
})

test('who ends a browser keeps the PIN here, and loses it only where the server has none any more', async () => {
  const done = { [CredentialEnd.id]: () => ({ credentialEnd: { ended: 1, problems: [] } }) }
  for (const pin of [true, false]) {
    const { page, asked } = await phone(done, pin)
    await press(page, words.peek().access.end)
    equal(await kept(), [pin, true])
    truthy(asked.includes(DeviceRegister.id))
    page.gone()
  }
})

test('a change of password without an answer says that it may be made, and the key is told again', async () => {
  const { access: t } = words.peek()
  const { page, asked } = await phone({})
  await change(page)
  truthy(page.text().includes(t.lost))
  equal(asked.filter((id) => id === PasswordChange.id || id === DeviceRegister.id), [
    PasswordChange.id,
    DeviceRegister.id,
  ])
  page.gone()
})

test('who tries the old password after that hears that the new one may hold', async () => {
  const wrong = { ended: 0, problems: [{ code: 'PASSWORD_WRONG', message: '', field: 'old' }] }
  let turn = 0
  const { page } = await phone({ [PasswordChange.id]: () => turn++ ? { passwordChange: wrong } : null })
  await change(page)
  await change(page)
  truthy(page.text().includes(words.peek().access.changed))
  page.gone()
})

test('without a line a change of password does not leave the phone, and says so', async () => {
  const { page, asked, server } = await phone({})
  server.trouble = () => 'cut'
  await change(page)
  truthy(page.text().includes(words.peek().access.unsent))
  is(asked.includes(PasswordChange.id), false)
  page.gone()
})
