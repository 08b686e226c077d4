/**
 * Whoever leaves a phone without a line is signed out at its next contact, whoever is there by then, and exactly they.
 * @module
 */
import { settle } from '../../web/core/session/leaving.js'
import { me } from '../../web/core/session/session.js'
import { signIn, signOut, whoIsHere } from '../../web/core/session/signing.js'
import { letGo } from '../../web/core/session/push.js'
import { fact, setFact } from '../../web/core/replica/store.js'
import { json, scene } from './scene.js'
import { equal, is, test } from './saying.js'

/** A phone on which wang signed in, and that has no line. */
async function cutOff() {
  const server = await scene(null)
  await signIn('wang', 'secret')
  server.trouble = () => 'cut'
  return server
}

test('with a line nothing is owed', async () => {
  const server = await scene(null)
  await signIn('wang', 'secret')
  is(await signOut(), true)
  equal([server.session, await fact('owed'), await me()], [null, undefined, null])
})

test('without one they are gone from the phone, and the server is told once there is a line', async () => {
  const server = await cutOff()
  is(await signOut('https://push.example/1'), false)
  is(await me(), null)
  is(await settle(), false)
  server.trouble = () => null
  is(await settle(), true)
  is(await settle(), true)
  equal(server.left, [{ leave: 'word of wang', endpoint: 'https://push.example/1' }])
})

test('who comes next stays signed in, and both are told apart', async () => {
  const server = await cutOff()
  await signOut()
  server.trouble = ({ path }) => path === '/session/left' ? 'cut' : null
  await signIn('li', 'secret')
  server.trouble = () => 'cut'
  await signOut()
  server.trouble = () => null
  await signIn('zhao', 'secret')
  is(await settle(), true)
  equal(server.left.map(({ leave }) => leave), ['word of wang', 'word of li'])
  is((await whoIsHere())?.id, 'zhao')
})

test('a page of a portal, a fault and a busy server leave it owed; a word that is none is let go of', async () => {
  const server = await cutOff()
  await signOut()
  for (
    const trouble of [new Response('<h1>Welcome</h1>'), json({ code: 'INTERNAL' }, 500), json({ code: 'BUSY' }, 503)]
  ) {
    server.trouble = () => trouble
    is(await settle(), false)
  }
  server.trouble = () => json({ code: 'LEAVING_MALFORMED' }, 400)
  is(await settle(), true)
  equal(await fact('owed'), [])
})

test('a session that an earlier release opened is ended by its cookie, unless somebody else has come', async () => {
  const server = await cutOff()
  await setFact('leave', null)
  await signOut()
  server.trouble = () => null
  is(server.session, 'wang')
  is(await settle(), true)
  is(server.session, null)

  await signIn('wang', 'secret')
  await setFact('leave', null)
  server.trouble = () => 'cut'
  await signOut()
  server.trouble = () => null
  await signIn('li', 'secret')
  is(await settle(), true)
  is(server.session, 'li')
})

test('where the server could not be told whom not to push to, that is owed as well', async () => {
  const server = await cutOff()
  let there = true
  const held = {
    endpoint: 'https://push.example/1',
    unsubscribe: () => Promise.resolve(there = false),
  }
  const registration = { pushManager: { getSubscription: () => Promise.resolve(held) } }
  Object.assign(globalThis, { Notification: { permission: 'granted' }, PushManager: class {} })
  const value = { getRegistration: () => Promise.resolve(registration) }
  Object.defineProperty(navigator, 'serviceWorker', { value, configurable: true })
  const endpoint = await letGo()
  equal([endpoint, there], [held.endpoint, false])
  server.trouble = ({ path }) => path === '/graphql' ? json({ data: { pushUnsubscribe: { problems: [] } } }) : null
  is(await letGo(), null)
})
