/**
 * Work handed to somebody else: sealed for the server, signed by its phone, harmless twice, and never gone from its own phone before the receipt.
 * @module
 */
import { Report } from '../../web/api/operations.js'
import { base64url, joined, readU32 } from '../../web/core/bytes.js'
import { carried, deliverCarried, takeFile } from '../../web/core/courier/carry.js'
import { drain } from '../../web/core/outbox/drain.js'
import { frameOf, framesOf, Gathering } from '../../web/core/courier/frames.js'
import { deviceId, deviceKey, keepServerFacts } from '../../web/core/session/keys.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { cut, filed } from '../../web/core/courier/parcels.js'
import { keep } from '../../web/core/photo/photo.js'
import { exportAll, textParcel } from '../../web/core/courier/rescue.js'
import { row, rows } from '../../web/core/outbox/rows.js'
import { signIn, signOut } from '../../web/core/session/signing.js'
import { encodeQR } from '../../web/vendor/qr.js'
import { decodeQR } from '../../web/vendor/qr-decode.js'
import { setFact } from '../../web/core/replica/store.js'
import { json, NOTE, picture, report, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }

/** A phone whose server has a key, and the server's way to open what is for it. */
async function meeting() {
  const server = await scene()
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const carryKey = base64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  await keepServerFacts({ epoch: 'one', carryKey, receiptKey: '' })
  const signer = await deviceKey('wang')
  await setFact('registered:wang', await deviceId())
  return { server, open: (/** @type {any} */ parcel) => opened(parcel, pair.privateKey, signer.publicKey) }
}

/** As the contract says it, apart from the code that seals. @param {Uint8Array<ArrayBuffer>} parcel @param {CryptoKey} ours @param {CryptoKey} signer */
async function opened(parcel, ours, signer) {
  const theirs = await crypto.subtle.importKey('raw', parcel.slice(4, 69), CURVE, true, [])
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours, 256)
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const how = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode('gridwhistle carried 1'),
  }
  const key = await crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['decrypt'])
  const sealing = { name: 'AES-GCM', iv: parcel.slice(69, 81), additionalData: parcel.slice(0, 69) }
  const content = new Uint8Array(await crypto.subtle.decrypt(sealing, key, parcel.slice(81)))
  const length = readU32(content)
  const text = content.slice(4, 4 + length)
  const signature = content.slice(4 + length, 68 + length)
  const signed = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, signer, signature, text)
  return { told: JSON.parse(new TextDecoder().decode(text)), photos: content.slice(68 + length), signed }
}

test('the rescue file holds every unsent operation with its photos, signed by its phone, for the server alone', async () => {
  const { server, open } = await meeting()
  server.trouble = () => 'cut'
  const photo = await keep(await picture('manhole'), 'BEFORE')
  const made = await enqueue(report({ photos: [photo] }))
  const { blob, count, name } = await exportAll()
  is(count, 1)
  truthy(name.endsWith('.gwb'))
  const bytes = new Uint8Array(await blob.arrayBuffer())
  truthy(!new TextDecoder().decode(bytes).includes('井盖'))
  const { told, photos, signed } = await open(bytes)
  is(signed, true)
  equal([told.format, told.person], [1, 'wang'])
  const { sent, ...input } = told.operations[0].variables.input
  equal([told.operations[0].opId, told.operations[0].id, input], [made.opId, Report.id, made.input])
  equal([sent.sequence, sent.after], [1, null])
  equal(told.blobs, [{ sha256: photo.sha256, size: 7 }])
  is(new TextDecoder().decode(photos), 'manhole')
})

test('what was handed over stays saved here, says so, and goes out by itself as if nothing had been handed over', async () => {
  const { server } = await meeting()
  server.trouble = () => 'cut'
  const { opId } = await enqueue(report())
  await exportAll()
  is((await row(opId))?.state, 'SAVED')
  truthy((await row(opId))?.handedAt)
  server.trouble = () => null
  await drain({ force: true })
  equal(server.order, [opId])
})

test('what somebody may be carrying is not changed any more by what was sent before it', async () => {
  const { server } = await meeting()
  server.trouble = () => 'cut'
  const first = await enqueue(report())
  const next = await enqueue({ operation: NOTE, incidentId: first.incidentId, input: { seen: 0, text: '再说一句' } })
  await textParcel()
  server.trouble = ({ body }) => (body?.variables?.input.opId === next.opId ? 'cut' : null)
  await drain({ force: true })
  is((await row(next.opId))?.input.seen, 0)
})

test('what follows on the same incident says after what it comes, and nothing else does', async () => {
  const { server, open } = await meeting()
  server.trouble = () => 'cut'
  const first = await enqueue(report())
  await enqueue({ operation: NOTE, incidentId: first.incidentId, input: { text: '再说一句' } })
  await enqueue(report())
  const { told } = await open((await textParcel()).parcel)
  equal(told.operations.map((/** @type {any} */ one) => one.variables.input.sent.after), [null, first.opId, null])
})

test('a phone that never met its server cannot seal, and says so', async () => {
  await scene()
  await enqueue(report())
  is(await exportAll().catch((error) => error.code), 'NO_CARRY_KEY')
})

test('a colleague carries it without reading it, under whoever is signed in, and twice is once', async () => {
  const { server } = await meeting()
  server.trouble = () => 'cut'
  await enqueue(report())
  const { blob } = await exportAll()
  await signOut()
  const outcome = { opId: 'op', outcome: 'done', code: '7F3A-91C2', problems: [] }
  /** @type {any[]} */
  const put = []
  server.trouble = ({ method, path, body }) => {
    if (path === '/carried') put.push([method, body.size])
    return path === '/carried' ? json({ operations: [outcome], photos: 0 }) : null
  }
  await signIn('li', 'secret')
  is(await takeFile(blob), 1)
  await takeFile(blob)
  equal((await carried()).map(({ state }) => state), ['WAITING'])
  equal(await rows(), [])
  is(await deliverCarried(), null)
  equal((await carried()).map(({ state, answer, bytes }) => [state, answer, bytes]), [
    ['DELIVERED', { done: 1, refused: 0, later: 0 }, null],
  ])
  await takeFile(blob)
  await deliverCarried()
  equal(put, [['PUT', blob.size]])
})

test('what is carried waits for a line and for a login, and is let go only by an answer', async () => {
  const { server } = await meeting()
  await enqueue(report())
  const { blob } = await exportAll()
  await takeFile(blob)
  for (const trouble of ['cut', json({}, 503), json({}, 401), new Response('<html>', { status: 200 })]) {
    server.trouble = ({ path }) => (path === '/carried' ? /** @type {any} */ (trouble) : null)
    truthy((await deliverCarried({ force: true })) !== null)
    equal((await carried()).map(({ state }) => state), ['WAITING'])
  }
  server.trouble = ({ path }) => (path === '/carried' ? json({ code: 'CARRIED_UNKNOWN' }, 403) : null)
  await deliverCarried({ force: true })
  equal((await carried()).map(({ state, code }) => [state, code]), [['REFUSED', 'CARRIED_UNKNOWN']])
})

test('several parcels make one file that is cut where they were joined; anything else is no rescue file', async () => {
  const { server } = await meeting()
  server.trouble = () => 'cut'
  await enqueue(report())
  const parcels = [(await textParcel()).parcel, (await textParcel()).parcel]
  const file = filed(parcels)
  equal(cut(file).map((one) => one.length), parcels.map((one) => one.length))
  const { code } = await takeFile(new Blob([file.slice(0, -1)])).then(() => ({ code: '' }), (error) => error)
  is(code, 'CARRIED_UNREADABLE')
  is(await takeFile(new Blob(['{"format":"else"}'])).catch((error) => error.code), 'CARRIED_UNREADABLE')
})

test('three things of text become pictures that are read in any order, twice or once', async () => {
  const { server, open } = await meeting()
  server.trouble = () => 'cut'
  for (let i = 0; i < 3; i++) await enqueue(report())
  const { parcel, count } = await textParcel()
  is(count, 3)
  const frames = await framesOf(parcel)
  truthy(frames.length > 2 && frames.length < 10)
  const read = frames.map((frame) => decodeQR(drawn(frame)))
  equal(read, frames)
  const gathering = new Gathering()
  for (const text of [...read].reverse().flatMap((one) => [one, one, 'https://elsewhere'])) {
    const frame = frameOf(text)
    if (frame) gathering.add(frame)
  }
  const whole = await gathering.whole()
  equal(whole, parcel)
  is((await open(whole)).told.operations.length, 3)
})

test('one frame is missing: nothing is taken over yet; frames of another phone begin anew', async () => {
  const parcel = crypto.getRandomValues(new Uint8Array(900))
  const other = crypto.getRandomValues(new Uint8Array(901))
  const [mine, theirs] = [await framesOf(parcel), await framesOf(other)]
  const gathering = new Gathering()
  for (const text of mine.slice(1)) gathering.add(/** @type {any} */ (frameOf(text)))
  is(await gathering.whole(), null)
  for (const text of theirs) gathering.add(/** @type {any} */ (frameOf(text)))
  equal(await gathering.whole(), other)
  is(frameOf('GW:1/2:ZZ:!!'), null)
})

/** As a camera sees it, three pixels a module. @param {string} text */
function drawn(text) {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border: 4 })
  const side = modules.length * 3
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (modules[Math.floor(y / 3)]?.[Math.floor(x / 3)]) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
    }
  }
  return { width: side, height: side, data }
}

test('bytes are joined in their order', () => {
  equal([...joined(new Uint8Array([1]), new Uint8Array([]), new Uint8Array([2, 3]))], [1, 2, 3])
})
