/**
 * 消息: what one was told, the last first. A tap opens the incident and marks it as read; news of what is gone from sight is
 * not shown at all.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { signal } from '../../vendor/signals.js'
import { Digests, NoticeRead, NoticeReadAll, Notices } from '../../api/operations.js'
import { act, ask } from '../../core/api.js'
import { titleOf } from '../../core/noticewords.js'
import { screenOf } from '../../core/screen.js'
import { stamp } from '../clock.js'
import { holdTime, home, unread } from '../here.js'
import { html } from '../html.js'
import { look } from './badge.js'
import { placeLine } from '../incident/card.js'
import { DigestCard } from './digest.js'
import { bySubject } from './told.js'
import { clockOf, LightChip, Severity, StateChip } from '../parts/chips.js'
import { Chips, More } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { toast } from '../parts/toast.js'
import { useRead } from '../read.js'
import { query, refine } from '../route.js'
import { named, said, words } from '../words.js'

/** @typedef {ReturnType<typeof useNotices>} Feed */

/** Whether all was marked as read a moment ago, and can still be taken back. */
const hushed = signal(false)

/** So many are marked as read at once. */
const MOST = 100

export function Page() {
  const only = query.value.get('show') === 'unread'
  const digest = query.value.get('digest')
  const feed = useNotices(only, digest)
  const digests = useRead('digests', Digests, {})
  const { notice, refresh } = words.value
  const chips = [{ key: 'all', label: notice.all }, { key: 'unread', label: notice.unread, count: unread.value }]
  const readAll = () => {
    const upto = feed.nodes[0]?.id
    if (upto) later(upto, again)
  }
  const again = () => {
    feed.again()
    digests.again()
  }
  const come = (digests.data?.digests ?? []).filter((one) => !only || !one.readAt)
  if (digest) return html`<${OneDigest} feed=${feed} digest=${digest} />`
  const [read, unreadOnes] = [
    come.filter((one) => one.readAt),
    come.filter((one) => !one.readAt),
  ]
  return html`
    <${Frame} title=${notice.title} back=${home.value}>
      <div class="stack">
        <div class="spread"><${Chips} chips=${chips} chosen=${only ? 'unread' : 'all'} onChoose=${(
          /** @type {string} */ key,
        ) => refine({ show: key === 'unread' ? key : null })} />${unread.value > 0 && feed.nodes.length > 0 &&
          html`<button type="button" class="button" onClick=${readAll}>${notice.readAll}</button>`}</div>
        <ul class="cards">${unreadOnes.map((one) => html`<${DigestCard} key=${one.id} digest=${one} />`)}</ul>
        <${List} feed=${feed} only=${only} quiet=${come.length > 0} digests=${read} />
        <button type="button" class="button plain" onClick=${again}>${refresh}</button>
      </div>
      <//>
  `
}

/** What stands in one digest. Whoever sees it has read it, from the list or from a reminder. @param {{ feed: Feed, digest: string }} props */
function OneDigest({ feed, digest }) {
  const { notice } = words.value
  useEffect(() => {
    if (feed.fresh) void act(NoticeRead, { input: { ids: [digest] } }).then(look, () => {})
  }, [digest, feed.fresh])
  return html`
    <${Frame} title=${notice.digestTitle} sub=${notice.digestHint} back="/notices">
      <div class="stack">
        <${List} feed=${feed} only=${false} quiet=${false} />
      </div>
      <//>
  `
}

/**
 * @param {{ feed: Feed, only: boolean, quiet: boolean, digests?: any[] }} props `quiet`: something else stands above; `digests`: read
 *   ones, each where its morning was
 */
function List({ feed, only, quiet, digests = [] }) {
  const { notice } = words.value
  if (!feed.data && feed.waiting) return html`<${Bones} lines=${4} again=${feed.again} />`
  return html`${feed.failure && html`<${Trouble} failure=${feed.failure} again=${feed.again} />`}
    ${
    feed.data && feed.nodes.length === 0 && !quiet && html`<${Empty} text=${only ? notice.noneUnread : notice.none} />`
  }
    <ul class="cards">${
    inOrder(feed, digests).map((one) =>
      'count' in one
        ? html`<${DigestCard} key=${one.id} digest=${one} />`
        : html`<${Row} key=${one.notice.id} told=${one} />`
    )
  }</ul>
    <${More} feed=${feed} />`
}

/** The last first; a digest that is older than what is loaded comes with it. @param {Feed} feed @param {any[]} digests @returns {any[]} */
function inOrder({ nodes, hasMore }, digests) {
  const time = (/** @type {any} */ one) => Date.parse(one.at)
  const first = hasMore ? time(nodes.at(-1)) : 0
  const come = digests.filter((one) => time(one) >= first)
  const at = (/** @type {any} */ one) => time('count' in one ? one : one.notice)
  return [...bySubject(nodes), ...come].sort((one, other) => at(other) - at(one))
}

/** One row for each thing, with the last that was told of it. @param {{ told: import('./told.js').Told }} props */
function Row({ told }) {
  const t = words.value
  const { notice, earlier } = told
  const unread = hushed.value ? [] : told.unread
  const { incident } = notice
  const subject = { kind: notice.subjectKind, id: notice.subjectId }
  const title = titleOf(notice, t.notice, incident ? named(incident.incidentClass) : '')
  const open = () => void (unread.length > 0 && done(NoticeRead, { ids: unread.slice(0, MOST) }))
  return html`
    <li class="card" data-id=${notice.subjectId}>
      <div class="row">${incident?.clock && html`<${LightChip} clock=${clockOf(incident)} />`}${incident &&
        html`<${StateChip} state=${incident.state} />`}</div>
      <a class="cover" href=${screenOf(subject, incident?.id)} onClick=${open}>${unread.length > 0
        ? html`<strong>${title}</strong>`
        : title}</a>
      <div class="note">${incident && placeLine(incident)}</div>
      <div class="row note">${unread.length > 0 &&
        html`<span class="chip primary">● ${t.notice.unread}</span>`}<${Severity} severity=${notice
        .severity} quiet=${true} /><span>${[stamp(notice.at), earlier > 0 && t.notice.earlier(earlier)].filter(Boolean)
        .join(t.join)}</span></div>
    </li>
  `
}

/** At once on the screen, on the server when it can no longer be taken back; leaving the page takes nothing back. */
function later(/** @type {string} */ upto, /** @type {() => void} */ again) {
  const before = unread.peek()
  const hush = (/** @type {boolean} */ is) => {
    hushed.value = is
    unread.value = is ? 0 : before
  }
  hush(true)
  const tell = () =>
    void done(NoticeReadAll, { upto }).then(() => {
      hushed.value = false
      again()
    })
  const timer = setTimeout(tell, holdTime())
  const undo = () => {
    clearTimeout(timer)
    hush(false)
  }
  toast({ text: words.peek().notice.allRead, undo })
}

/**
 * Carries it out and counts anew; whether it was done.
 * @param {any} operation
 * @param {any} input
 */
async function done(operation, input) {
  try {
    const { problems } = await act(operation, { input })
    if (problems[0]) toast({ text: said(problems[0].code) })
    await look()
    return problems.length === 0
  } catch (failure) {
    toast({ text: said(/** @type {any} */ (failure).code) })
    return false
  }
}

/**
 * The first page as remembered and fresh, the next ones only when asked for.
 * @param {boolean} only unread ones
 * @param {string | null} digest those that stand in it
 */
function useNotices(only, digest) {
  const about = { unread: only && !digest, digest }
  const reading = useRead(`told:${digest ?? only}`, Notices, { ...about, after: null })
  const [more, setMore] = useState({ nodes: /** @type {any[]} */ ([]), page: /** @type {any} */ (null), busy: false })
  const begin = () => setMore({ nodes: [], page: null, busy: false })
  useEffect(begin, [only, digest, reading.fetchedAt])
  const seen = reading.data?.notices
  const page = more.page ?? seen?.pageInfo
  const next = async () => {
    setMore((old) => ({ ...old, busy: true }))
    try {
      const { notices } = await ask(Notices, { ...about, after: page.endCursor })
      setMore((old) => ({ nodes: [...old.nodes, ...notices.nodes], page: notices.pageInfo, busy: false }))
    } catch (failure) {
      toast({ text: said(/** @type {any} */ (failure).code) })
      setMore((old) => ({ ...old, busy: false }))
    }
  }
  const nodes = /** @type {any[]} */ ([...(seen?.nodes ?? []), ...more.nodes])
  return { ...reading, nodes, hasMore: Boolean(page?.hasNextPage), next, nextBusy: more.busy }
}
