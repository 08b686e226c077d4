/**
 * One question: its form, its answer as a table, and what may be done with it. The address is the question with its values.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { SavedQuestionOne } from '../../api/operations.js'
import { html } from '../html.js'
import { printedBy } from '../paper.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { RowsSheet } from '../figures/rows.js'
import { useRead } from '../read.js'
import { query } from '../route.js'
import { locale, words } from '../words.js'
import { wide } from '../wide.js'
import { Acts } from './acts.js'
import { draft, keepDraft } from '../figures/draft.js'
import { Form } from './form.js'
import { Table } from './table.js'
import { valuesOf, whole } from './values.js'
import { answer, asking, read } from './wire.js'

/** @typedef {import('./wire.js').Template} Template */
/** @typedef {import('./wire.js').Question} Question */

const KEPT = /^[0-9a-f]{8}-/
const NEW = 'new'

/** @param {{ name: string, known: { all: Template[] | null, failure: import('../../core/api.js').Failure | null, again: () => void } }} props `name`: of the address */
export function One({ name, known }) {
  const { questions: t } = words.value
  const isKept = KEPT.test(name)
  const reading = useRead(isKept ? `question:${name}` : null, SavedQuestionOne, { id: name })
  const question = isKept ? kept(reading.data?.savedQuestion) : name === NEW ? written() : begun(known.all, name)
  const failure = isKept ? reading.failure : known.failure
  const waiting = isKept ? !reading.data && reading.waiting : name !== NEW && !known.all
  const dropped = reading.data?.savedQuestion?.state === 'DROPPED'
  const title = question?.name || t.fresh
  return html`<${Frame} title=${title} back="/board?ask=" wide=${true} tabs=${true}>
    ${failure && html`<${Trouble} failure=${failure} again=${isKept ? reading.again : known.again} />`}
    ${
    question && !dropped
      ? html`<${Asked} key=${`${question.document}${
        question.saved?.version ?? ''
      }`} question=${question} again=${reading.again} />`
      : waiting
      ? html`<${Bones} lines=${6} />`
      : !failure && html`<${Empty} text=${dropped ? t.gone : t.missing} />`
  }
    <${RowsSheet} />
  <//>`
}

/** @param {import('./wire.js').Saved | null | undefined} saved @returns {Question | null} */
function kept(saved) {
  return saved ? { name: saved.name, document: saved.document, given: JSON.parse(saved.given || '{}'), saved } : null
}

/** @returns {Question | null} */
function written() {
  const found = draft()
  return found && { name: found.name ?? '', document: found.document, given: found.given ?? {}, saved: null }
}

/** @param {Template[] | null} all @param {string} key @returns {Question | null} */
function begun(all, key) {
  const found = all?.find((one) => one.key === key)
  return found
    ? { name: locale.value === 'en' ? found.en : found.zh, document: found.document, given: found.given, saved: null }
    : null
}

/** @param {{ question: Question, again: () => void }} props */
function Asked({ question, again }) {
  const t = words.value
  const reading = useDoor(JSON.stringify({ query: question.document, variables: question.given }), read)
  const told = reading.data
  if (!told) {
    return reading.failure
      ? html`<${Trouble} failure=${reading.failure} again=${reading.again} />`
      : html`<${Bones} lines=${6} />`
  }
  if (told.wrong.length > 0 || !told.form) {
    return html`<${Wrong} told=${told} /><${Text} question=${question} open=${true} />
      ${
      question.saved?.own &&
      html`<${Acts} question=${question} values=${{}} form=${[]} again=${again} broken=${true} />`
    }`
  }
  const form = told.form
  const values = valuesOf(form, question.given, query.value)
  return html`<div class="asking">
    ${
    form.length > 0 &&
    html`
      <details class="question no-print" open=${wide.value}>
        <summary>${t.questions.conditions}</summary>
        <${Form} form=${form} values=${values} />
      </details>
    `
  }
    <div class="answer stack-close">
      ${
    gone(told, values, question.given).map((what) =>
      html`<p class="strip warn" role="alert">${t.questions.goneValue[what]}</p>`
    )
  }
      ${
    form.some((one) => one.needed && values[one.name] === undefined)
      ? html`<${Empty} text=${t.questions.choose} />`
      : html`<${Answered} question=${question} values=${whole(form, values)} form=${form} />`
  }
      <${Acts} question=${question} values=${values} form=${form} again=${again} />
      <${Text} question=${question} price=${told.price} />
    </div>
  </div>`
}

/** What is no more of the values that are still asked by. @param {import('./wire.js').Read} told @param {import('./wire.js').Values} values @param {import('./wire.js').Values} given */
function gone(told, values, given) {
  return (told.gone ?? []).filter(({ name }) => JSON.stringify(values[name]) === JSON.stringify(given[name])).map((
    { what },
  ) => what)
}

/** @param {{ told: import('./wire.js').Read }} props */
function Wrong({ told }) {
  const { wrong } = words.value.questions
  return html`
    <div class="strip warn" role="alert">
      <p>${wrong[/** @type {'OTHER'} */ (told.code)] ?? wrong.OTHER}</p>
      <ul lang="en">${told.wrong.map((one) => html`<li>${one}</li>`)}</ul>
    </div>
  `
}

/** @param {{ question: Question, values: import('./wire.js').Values, form: import('./wire.js').Field[] }} props */
function Answered({ question, values }) {
  const { questions: t } = words.value
  const { data, failure, again } = useDoor(JSON.stringify(asking(question, values)), answer)
  if (failure) return html`<${Trouble} failure=${failure} again=${again} />`
  if (!data) {
    return html`
      <p class="note" role="status">${t.asking}</p>
      <${Bones} lines=${6} />
    `
  }
  if ('raw' in data) {
    return html`
      <p class="note">${t.notTable}</p>
      <pre class="scroll" tabindex="0" role="region" aria-label=${t.title}>${JSON.stringify(data.raw, null, 2)}</pre>
    `
  }
  if (data.rows.length === 0) return html`<${Empty} text=${t.empty} />`
  return html`<p class="only-print">${printedBy()}</p>
    <p class="note" role="status">${t.rows(data.rows.length)}</p>
    ${data.cut && html`<p class="strip wait">${t.cut[data.cut]}</p>`}
    <${Table} data=${data} />
    ${
    data.definitions.length > 0 &&
    html`
      <details class="made">
        <summary>${t.made}</summary>
        <dl>${data.definitions.map((one, at) => {
          const head = data.heads[(data.figures?.by.length ?? 0) + at]
          return html`
            <dt key=${one.measure}>${measure(data, one.measure) ?? head?.zh}</dt>
            <dd>${locale.value === 'en' ? one.en : one.zh}</dd>
          `
        })}</dl>
      </details>
    `
  }`
}

/** The heading of a measure. @param {import('./wire.js').Answer} data @param {string} name */
function measure({ figures, heads }, name) {
  let place = figures?.by.length ?? 0
  for (const one of figures?.measures ?? []) {
    const head = heads[place]
    if (one === name) return locale.value === 'en' ? head?.en : head?.zh
    place += head?.kind === 'share' ? 2 : 1
  }
}

/** The text behind it, for who wants to write. @param {{ question: Question, price?: { cost: number, limit: number }, open?: boolean }} props */
function Text({ question, price, open = false }) {
  const { questions: t } = words.value
  const edit = () => keepDraft({ document: question.document, given: question.given, name: question.name })
  return html`
    <details class="no-print" open=${open}>
      <summary>${t.more}</summary>
      <div class="stack-close">
        ${price && html`<p class="note">${t.price(price.cost, price.limit)}</p>`}
        <pre class="scroll" tabindex="0" role="region" aria-label=${t.text}>${question.document}</pre>
        <a class="button" href="/playground?ask=new" data-outside onClick=${edit}>${t.editor}</a>
      </div>
    </details>
  `
}

/**
 * What a door answers, never to another question; asked again when the question changes.
 * @template A @param {string} body @param {(asked: import('./wire.js').Asked, signal: AbortSignal) => Promise<A>} door
 * @returns {{ data: A | null, failure: import('../../core/api.js').Failure | null, again: () => void }}
 */
function useDoor(body, door) {
  const [told, setTold] = useState(
    /** @type {{ data: A | null, failure: import('../../core/api.js').Failure | null, body: string }} */ ({
      data: null,
      failure: null,
      body: '',
    }),
  )
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() =>
      door(JSON.parse(body), stop.signal).then(
        (data) => !stop.signal.aborted && setTold({ data, failure: null, body }),
        (failure) => !stop.signal.aborted && setTold({ data: null, failure, body }),
      ), told.body ? 300 : 0)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [body, turn])
  const shown = told.body === body ? told : { data: null, failure: null }
  return { ...shown, again: () => setTurn((n) => n + 1) }
}
