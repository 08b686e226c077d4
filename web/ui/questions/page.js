/**
 * 查询: a supervisor finds a question by words or first letters, or opens one that was kept; `?ask=` names it.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { SavedQuestions } from '../../api/operations.js'
import { isByLetters, isReadAs } from '../../core/class_search.js'
import { usePages } from '../feed.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { More, Search } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { query, refine } from '../route.js'
import { locale, words } from '../words.js'
import { One } from './one.js'
import { templates } from './wire.js'

/** @typedef {import('./wire.js').Template} Template */
/** @typedef {NonNullable<import('../../api/operations.js').SavedQuestionsData['savedQuestions']>['nodes'][number]} Listed */

/** @type {Promise<Template[]> | null} */
let asked = null

function useTemplates() {
  const [found, setFound] = useState(
    /** @type {{ all: Template[] | null, failure: import('../../core/api.js').Failure | null }} */ ({
      all: null,
      failure: null,
    }),
  )
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    asked ??= templates()
    asked.then((all) => setFound({ all, failure: null }), (failure) => {
      asked = null
      setFound({ all: null, failure })
    })
  }, [turn])
  return { ...found, again: () => setTurn((n) => n + 1) }
}

export function Page() {
  const { questions: t } = words.value
  const key = query.value.get('ask') ?? ''
  const known = useTemplates()
  if (key) return html`<${One} key=${key} name=${key} known=${known} />`
  return html`
    <${Frame} title=${t.title} back="/board" wide=${true} tabs=${true}>
      <${All} known=${known} />
      <//>
  `
}

/** @param {{ known: ReturnType<typeof useTemplates> }} props */
function All({ known }) {
  const { questions: t } = words.value
  const text = query.value.get('q') ?? ''
  const reader = useLater(() => isByLetters(text) && import('../../core/pinyin.js'), [], isByLetters(text))
  const feed = usePages(SavedQuestions, {}, 'savedQuestions')
  const meant = (/** @type {string[]} */ names) => names.some((one) => isMeant(one, text, reader?.reading ?? null))
  const saved = feed.nodes.filter((one) => meant([one.name])).sort((one, other) =>
    `${other.usedAt ?? ''}`.localeCompare(`${one.usedAt ?? ''}`)
  )
  const found = (known.all ?? []).filter((one) => meant([one.zh, one.en]))
  const failure = feed.failure ?? known.failure
  return html`<div class="stack">
    <p>${t.lead}</p>
    <${Search} value=${text} hint=${t.find} onSearch=${(/** @type {string} */ q) => refine({ q })} />
    ${failure && html`<${Trouble} failure=${failure} again=${() => (feed.again(), known.again())} />`}
    ${(!feed.data || !known.all) && !failure && html`<${Bones} lines=${5} />`}
    ${
    feed.data && (saved.length > 0 || !text) && html`<section class="stack-close"><h2>${t.saved}</h2>
      ${saved.length === 0 && html`<p class="note">${t.noneSaved}</p>`}
      <ul class="cards">${
      saved.map((one) => html`<${Saved} key=${one.id} one=${one} />`)
    }</ul><${More} feed=${feed} /></section>`
  }
    ${
    found.length > 0 && html`
      <section class="stack-close">
        <h2>${t.templates}</h2>
        <ul class="cards narrow">${found.map((one) =>
          html`<li key=${one.key}><a class="card" href=${`/board?ask=${one.key}`}>${
            locale.value === 'en' ? one.en : one.zh
          }</a></li>`
        )}</ul>
      </section>
    `
  }
    ${known.all && text && found.length + saved.length === 0 && html`<${Empty} text=${t.none} />`}
  </div>`
}

/** Whether somebody means a name by some words, or by letters of its readings. @param {string} name @param {string} text @param {((one: string) => string) | null} reading */
function isMeant(name, text, reading) {
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (parts.every((one) => name.toLowerCase().includes(one))) return true
  return Boolean(
    reading && isByLetters(text) && isReadAs(name.replace(/[^\p{Script=Han}]/gu, ''), parts.join(''), reading),
  )
}

/** @param {{ one: Listed }} props */
function Saved({ one }) {
  const { questions: t, join } = words.value
  const scope = t.scopes[/** @type {'MINE'} */ (one.scope)]
  const sent = [one.weekly && t.weekly, one.above !== null && t.above(one.above)]
  return html`<li><a class="card" href=${`/board?ask=${one.id}`}>
    <strong>${one.name}</strong>
    <div class="note">${
    [!one.own && one.madeBy && t.by(one.madeBy.name), scope, ...sent].filter(Boolean).join(join)
  }</div>
  </a></li>`
}
