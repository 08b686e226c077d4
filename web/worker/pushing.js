/**
 * What the server pushes: shown in fixed words, in the language of this phone, one for each incident and one for the last digest; a tap opens its
 * screen.
 * @module
 */
import { say } from '../core/live/channel.js'
import { settle } from '../core/session/leaving.js'
import { line } from '../core/noticewords.js'
import { preference } from '../core/session/preferences.js'
import { subscribe } from '../core/session/push.js'
import { fact } from '../core/replica/store.js'
import { screenOf } from '../core/screen.js'
import { en_notice } from '../words/notice.en.js'
import { zh_notice } from '../words/notice.zh.js'

/** @typedef {{ id: string, kind: string, incident: string | null, whistle?: string | null, subjectKind?: string | null, subject?: string | null, digest?: string, count?: number, severity: number, due: string | null, badge: number | null }} Told */

const UUID = /^[0-9a-f-]{36}$/

/**
 * @param {import('./scope.d.ts').Scope} worker
 * @param {import('./scope.d.ts').Pushed} event
 */
export async function show(worker, event) {
  const told = (await fact('person')) ? read(event) : null // nobody is here: nothing of who was
  void settle()
  const locale = await preference('locale')
  const words = (locale === 'en' ? en_notice : zh_notice).notice
  const trial = told?.kind === 'TRIAL'
  if (trial) say('trial', { mark: told.id, at: Date.now() })
  if (told && typeof told.badge === 'number') void badge(told.badge)
  await worker.registration.showNotification(locale === 'en' ? 'Gridwhistle' : '网格哨', {
    body: !told
      ? words.other
      : trial
      ? words.trialCame
      : told.digest
      ? words.digestCame(told.count ?? 0)
      : line(told, words),
    tag: !told ? 'notice' : told.digest ? 'digest' : (told.whistle ?? told.incident ?? told.subject ?? 'notice'),
    lang: locale === 'en' ? 'en' : 'zh-CN',
    icon: '/icons/icon-192.png',
    data: { url: told ? pageOf(told) : '/notices' },
  })
}

/**
 * @param {import('./scope.d.ts').Pushed} event
 * @returns {Told | null} nothing that makes an address of ours leave the app
 */
function read(event) {
  try {
    const told = /** @type {any} */ (event.data?.json())
    const about = told?.digest ?? told?.incident ?? told?.subject ?? told?.id
    return UUID.test(about) && UUID.test(told.whistle ?? about) ? told : null
  } catch {
    return null
  }
}

/** @param {Told} told */
function pageOf({ kind, digest, whistle, incident, subjectKind, subject }) {
  if (kind === 'TRIAL') return '/me/reminders'
  if (digest) return `/notices?digest=${digest}`
  return screenOf(whistle ? { kind: 'whistle', id: whistle } : { kind: subjectKind ?? '', id: subject ?? '' }, incident)
}

/** @param {number} count */
async function badge(count) {
  const here = /** @type {any} */ (globalThis.navigator)
  await (count > 0 ? here.setAppBadge?.(count) : here.clearAppBadge?.())?.catch(() => {})
}

/**
 * Opens the screen in the window that is there, else in a new one.
 * @param {import('./scope.d.ts').Scope} worker
 * @param {import('./scope.d.ts').Tapped} event
 */
export async function open(worker, event) {
  event.notification.close()
  const url = String(event.notification.data?.url ?? '/notices')
  const windows = await worker.clients.matchAll({ type: 'window' })
  const there = windows.find((one) => new URL(one.url).pathname === url) ?? windows[0]
  if (!there) return void (await worker.clients.openWindow(url))
  there.postMessage({ open: url }) // the page goes there by itself: what is half written stays
  await there.focus().catch(() => {})
}

/**
 * The browser changed the address under us.
 * @param {import('./scope.d.ts').Scope} worker
 */
export async function renew(worker) {
  await subscribe(worker.registration)
}
