/**
 * One phone, two people: everything that lies on it after a day's work of wang is the phone's or says that it is wang's, and the
 * person who signs in next is shown and given nothing of it. What wang left is there again when wang comes back.
 * @module
 */
import { OF_A_PERSON, OF_THE_PHONE, whose } from '../../web/core/session/belongings.js'
import { goOn } from '../../web/core/outbox/back.js'
import { read, recall, remember } from '../../web/core/replica/cache.js'
import { takeParcel } from '../../web/core/courier/carry.js'
import { keepWord, seen, word } from '../../web/core/session/desk.js'
import { draft, drafts, saveDraft } from '../../web/core/outbox/drafts.js'
import { deviceKey, keepServerFacts } from '../../web/core/session/keys.js'
import { fix, lastFix } from '../../web/core/place/locate.js'
import { address, recentPlaces, rememberPlace } from '../../web/core/place/recent.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { keep, photo } from '../../web/core/photo/photo.js'
import { prefer } from '../../web/core/session/preferences.js'
import { refuse } from '../../web/core/session/push.js'
import { clearReadBy, layReserve } from '../../web/core/replica/room.js'
import { row, rows } from '../../web/core/outbox/rows.js'
import { owe, peopleHere, signIn, signOut } from '../../web/core/session/signing.js'
import { database, fact, get, put, setFact, storeId } from '../../web/core/replica/store.js'
import { sweep } from '../../web/core/photo/sweep.js'
import { chose, tiles } from '../../web/ui/suggest.js'
import { equal, is, test, truthy } from './saying.js'
import { picture, report, scene } from './scene.js'

/** @type {any} a device that stands somewhere */
const standing = {
  getCurrentPosition: (/** @type {any} */ ok) =>
    ok({ coords: { latitude: 40.0552747, longitude: 113.1726743, accuracy: 12 }, timestamp: Date.now() }),
}
const SECRET = '楼道里堆着旧柜子'

/** @param {string} person what they leave on a phone in a day */
async function day(person) {
  await signIn(person, 'secret')
  await fix(standing)
  await rememberPlace(address({ gridCode: '140214018001001', building: `${SECRET} 6 号楼` }))
  await chose('C0101')
  await prefer('size', 'large')
  await keepWord(person, { remindedAt: '2026-11-23T02:45:00Z', advice: [] })
  await seen(person)
  await deviceKey(person)
  await keepServerFacts({ epoch: 'one', carryKey: '', receiptKey: '' })
  await storeId()
  await layReserve()
  await goOn()
  await owe({ leave: `word of who was here before ${person}`, endpoint: null })
  await refuse()
  for (
    const name
      of /** @type {const} */ (['registered', 'registered-in', 'pin', 'reported', 'copy', 'post', 'views', 'practised'])
  ) {
    await setFact(`${name}:${person}`, { told: SECRET })
  }
  await setFact('ahead', 3000)
  await setFact('feedback', { year: 2026, streets: [], units: [] })
  await put('copy', { person, id: 'a', value: { id: 'a', text: SECRET } })
  await remember('today', { text: SECRET })
  const { sha256 } = await keep(await picture(SECRET), 'BEFORE')
  await saveDraft('report:1', { text: SECRET }, [sha256])
  await takeParcel(Uint8Array.from([...new TextEncoder().encode('GWB1'), 1, 2, 3])).catch(() => {})
  const { opId } = await enqueue(report({ input: { text: SECRET } }))
  return { sha256, opId }
}

/** Everything on the phone that is not said to be the phone's, each as `store/key`, with whose it is. */
async function everything() {
  const db = await database()
  /** @type {[string, any][]} */
  const found = []
  for (const store of /** @type {import('../../web/core/replica/store.js').StoreName[]} */ ([...db.objectStoreNames])) {
    for (const key of await db.getAllKeys(store)) {
      const value = await db.get(store, key)
      if (store === 'carried' || store === 'letters') continue // sealed, or under a code: nobody's of this phone
      found.push([`${store}/${key}`, store === 'meta' ? whose(String(key)) : { person: ownersOf(value) }])
    }
  }
  return found
}

/** @param {any} value */
function ownersOf({ person, people }) {
  return person ?? people?.join()
}

test("after a day of wang, and one of another, everything on the phone is the phone's or says whose it is", async () => {
  await scene(null)
  await day('wang')
  await signOut()
  await day('he')
  const all = await everything()
  equal(all.filter(([, owner]) => !owner || owner.person === undefined || owner.person === ''), [])
  const stores = new Set(all.map(([name]) => name.split('/')[0]))
  equal([...stores].sort(), ['cache', 'copy', 'drafts', 'meta', 'photos', 'rows'])
  const facts = all.filter(([name]) => name.startsWith('meta/')).map(([name]) => name.slice(5).split(':')[0])
  const walked = new Set(facts)
  for (const name of [...OF_THE_PHONE, ...OF_A_PERSON]) {
    if (!['letgo', 'pause'].includes(name)) is(walked.has(name) ? name : `${name} is not walked`, name)
  }
})

test('a fact that nobody declares is found', () => {
  equal([whose('lastFix'), whose('fix:'), whose('notes:wang'), whose('fix:wang')], [null, null, null, {
    person: 'wang',
  }])
})

test('the next person is shown nothing of wang, and wang finds all of it again', async () => {
  await scene(null)
  const { sha256, opId } = await day('wang')
  const usual = await tiles()
  await signOut()
  for (const next of [null, 'he']) {
    if (next) await signIn(next, 'secret')
    equal(
      [await lastFix(), await recentPlaces(), await drafts(), await rows(), await recall('today')],
      [null, [], [], [], null],
    )
    equal([await draft('report:1'), await row(opId), await photo(sha256)], [null, null, null])
    equal(await word('he'), { remindedAt: null, advice: [] })
  }
  equal((await peopleHere()).map(({ id, unsent }) => [id, unsent]), [['he', 0], ['wang', 1]])
  await sweep(Date.now() + 90 * 24 * 3600_000)
  await signOut()
  await signIn('wang', 'secret')
  truthy((await lastFix())?.lat)
  equal([(await recentPlaces()).length, (await drafts()).length, (await rows()).length], [1, 1, 1])
  equal(await tiles(), usual)
  truthy(await photo(sha256))
})

test('who leaves may clear what they only read: nothing that they made goes, and nothing of another', async () => {
  await scene(null)
  const { sha256 } = await day('he')
  await day('wang')
  await clearReadBy('wang')
  equal([await recall('today'), await get('copy', ['wang', 'a']), await fact('copy:wang')], [
    null,
    undefined,
    undefined,
  ])
  equal([(await drafts()).length, (await rows()).length], [1, 1])
  await signIn('he', 'secret')
  truthy(await recall('today'))
  truthy(await get('copy', ['he', 'a']))
  truthy(await photo(sha256))
})

test("the same picture kept by both is both's", async () => {
  await scene('wang')
  const { sha256 } = await keep(await picture('井盖'), 'BEFORE')
  await signIn('he', 'secret')
  is(await photo(sha256), null)
  await keep(await picture('井盖'), 'BEFORE')
  truthy(await photo(sha256))
  await signIn('wang', 'secret')
  truthy(await photo(sha256))
})

test("a picture that an earlier release kept for wang stays wang's when another keeps the same", async () => {
  await scene('wang')
  const same = await picture('井盖')
  await put('photos', { ...same, at: Date.now() })
  await signIn('he', 'secret')
  await keep(same, 'BEFORE')
  for (const one of ['he', 'wang']) {
    await signIn(one, 'secret')
    truthy(await photo(same.sha256))
  }
})

test('what was asked for wang and comes when another is here is neither shown nor kept as theirs', async () => {
  await scene('wang')
  globalThis.fetch = async () => {
    await setFact('person', { id: 'he', name: 'he' }) // while the request is out
    return new Response(JSON.stringify({ data: { text: SECRET } }), { status: 200 })
  }
  const reading = read('today', /** @type {any} */ ({ id: 'sha256:today', kind: 'query', name: 'Today' }), {})
  const coming = reading.next()
  equal([(await coming).value, await recall('today')], [undefined, null])
})

test("where somebody last stood, as an earlier release kept it without a name, is nobody's and goes", async () => {
  await scene('wang')
  await put('meta', { source: 'GPS', lat: 40, lon: 113 }, 'lastFix')
  is(await lastFix(), null)
  await sweep()
  is(await (await database()).get('meta', 'lastFix'), undefined)
})
