/**
 * 密码和登录 where the answer does not come, and the security administrator's look at somebody else's.
 * @module
 */
import { settled, shown, until } from './stage.js'
import { Access, CredentialEnd, DeviceRegister, PasswordChange } from '../../web/api/operations.js'
import { fact, setFact } from '../../web/core/replica/store.js'
import { register } from '../../web/core/session/device.js'
import { deviceId, isRegistered } from '../../web/core/session/keys.js'
import { person, viewer } from '../../web/ui/here.js'
import { Page } from '../../web/ui/me/access.js'
import { Page as Start } from '../../web/ui/me/start.js'
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

/** Ends the other browser, until the list is read again. @param {any} page @param {string[]} asked */
async function end(page, asked) {
  const label = words.peek().access.end
  const button = () => page.all('button').find((/** @type {any} */ one) => one.textContent === label)
  await until(button)
  asked.length = 0
  button().dispatchEvent(new Event('click'))
  const known = () => asked.filter((id) => id === Access.id).length
  await until(() => known() === (asked.includes(DeviceRegister.id) ? 2 : 1))
  await settled()
}

const kept = async () => [Boolean(await fact('pin:wang')), await isRegistered('wang', await deviceId())]

/** Asks for another password, until the screen says so. @param {any} page @param {string} told */
async function change(page, told) {
  for (const [id, text] of [['old', 'the present one'], ['next', 'a new long one'], ['same', 'a new long one']]) {
    const input = page.all('input').find((/** @type {any} */ one) => one.id === id || one.attributes.id === id)
    input.value = text
    input.dispatchEvent(new Event('input'))
    await settled()
  }
  page.all('form')[0].dispatchEvent(new Event('submit', { cancelable: true }))
  truthy(await until(() => page.text().includes(told)))
}

test('who ends a browser without a line, or is refused, keeps the PIN and the key of this phone', async () => {
  const refused = { credentialEnd: { ended: 0, problems: [{ code: 'NOT_FOUND', message: '', field: 'id' }] } }
  for (const answer of [() => null, () => refused]) {
    const { page, asked } = await phone({ [CredentialEnd.id]: answer })
    await end(page, asked)
    equal(await kept(), [true, true])
    page.gone()
  }
})

test('who ends a browser keeps the PIN here, and loses it only where the server has none any more', async () => {
  const done = { [CredentialEnd.id]: () => ({ credentialEnd: { ended: 1, problems: [] } }) }
  for (const pin of [true, false]) {
    const { page, asked } = await phone(done, pin)
    await end(page, asked)
    equal(await kept(), [pin, true])
    truthy(asked.includes(DeviceRegister.id))
    page.gone()
  }
})

test('a change of password without an answer says that it may be made, and the key is told again', async () => {
  const { page, asked } = await phone({})
  const { access: t } = words.peek()
  await change(page, t.lost)
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
  await change(page, words.peek().access.lost)
  await change(page, words.peek().access.changed)
  page.gone()
})

test('without a line a change of password does not leave the phone, and says so', async () => {
  const { page, asked, server } = await phone({})
  server.trouble = () => 'cut'
  await change(page, words.peek().access.unsent)
  is(asked.includes(PasswordChange.id), false)
  page.gone()
})

/** The security administrator's first screen, with a server that answers each login when it is told to. */
async function security() {
  await need(['access', 'me', 'about'])
  const server = await scene('zhao')
  /** @type {Record<string, () => void>} */
  const answer = {}
  server.trouble = () => 'cut'
  const cut = globalThis.fetch
  globalThis.fetch = /** @type {any} */ ((/** @type {string} */ url, /** @type {any} */ init) => {
    const { login } = JSON.parse(init?.body ?? '{}').variables ?? {}
    if (!login) return cut(url, init)
    const all = json({ data: { credentials: [{ ...OTHER, kind: 'TOKEN', name: `of ${login}` }] } })
    return new Promise((go) => (answer[login] = () => go(all)))
  })
  viewer.value = /** @type {any} */ ({ posts: [{ id: 'p', role: 'SEC_ADMIN', area: { code: '140214', name: '' } }] })
  const page = shown(Start)
  const type = async (/** @type {string} */ login) => {
    const [input] = page.all('input')
    input.value = login
    input.dispatchEvent(new Event('input'))
    await settled()
  }
  const look = async () => {
    page.all('form')[0].dispatchEvent(new Event('submit', { cancelable: true }))
    await settled()
  }
  return { page, answer, type, look }
}

test("another's sign-ins stand under their login, and go when another login is typed", async () => {
  const { page, answer, type, look } = await security()
  const { access: t } = words.peek()
  await type('wang')
  await look()
  answer.wang?.()
  await settled()
  truthy(page.text().includes(t.of('wang')) && page.text().includes(t.all('wang', 1)))
  await type('feng')
  is(page.text().includes('of wang') || page.text().includes(t.all('wang', 1)), false)
  page.gone()
})

test('an answer about wang that comes after feng was asked for is not shown', async () => {
  const { page, answer, type, look } = await security()
  for (const login of ['wang', 'feng']) {
    await type(login)
    await look()
  }
  answer.feng?.()
  await settled()
  answer.wang?.()
  await settled()
  equal([page.text().includes('of feng'), page.text().includes('of wang')], [true, false])
  page.gone()
})
