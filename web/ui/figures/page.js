/**
 * 数据: a supervisor asks by one or two dimensions, sees table and chart, what each number is made of, and its rows. The address is the
 * question, so that a link asks it again.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { copied } from '../copied.js'
import { download } from '../download.js'
import { post } from '../here.js'
import { html } from '../html.js'
import { print, printedBy } from '../paper.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { keepDraft } from './draft.js'
import { go, query, refine } from '../route.js'
import { locale } from '../words.js'
import { book } from './book.js'
import { useAnswer } from './answer.js'
import { Chart } from './chart.js'
import { Form } from './form.js'
import { document as written, lasting, meant } from './question.js'
import { RowsSheet } from './rows.js'
import { Table } from './table.js'
import { headed, named, table } from './told.js'

export function Page() {
  const asked = meant(query.value)
  const area = asked.area || post.value?.area.code || ''
  const question = written({ ...asked, area })
  const [{ data, failure, waiting }, again] = useAnswer(question)
  const figures = book.value
  return html`
    <${Frame} title=${figures.title} back="/board" wide=${true} tabs=${true}>
      <div class="asking">
        <${Form} asked=${asked} />
        <div class="answer">
            ${failure && html`<${Trouble} failure=${failure} again=${again} />`}
            ${data
              ? html`<${Answer} asked=${{ ...asked, area }} data=${data[`${asked.of}Figures`]} question=${question} />`
              : waiting && html`<${Bones} lines=${6} again=${again} />`}
          </div>
      </div>
      <${RowsSheet} />
      <//>
  `
}

/** @param {{ asked: import('./question.js').Question, data: import('./told.js').Data, question: { query: string } }} props */
function Answer({ asked, data, question }) {
  const figures = book.value
  const what = asked.by.map((one) => headed(figures.dimension, one)).join(' × ')
  if (data.groups === 0) return html`<${Empty} text=${figures.empty} />`
  return html`<section class="stack-close">
    <p class="only-print">${printedBy()}</p>
    <h2>${
    [
      what,
      asked.day ? figures.asOf(asked.day) : named(figures.periods, asked.period),
      asked.open && !asked.day && figures.onlyOpen,
    ]
      .filter(Boolean).join(' · ')
  }</h2>
    <${Chart} asked=${asked} data=${data} />
    <${Table} asked=${asked} data=${data} onSort=${sorted(asked)} />
    ${(asked.by.includes('UNIT') || asked.by.includes('STREET')) && html`<p class="note">${figures.mix}</p>`}
    <details class="made"><summary>${figures.made}</summary><dl>${
    data.definitions.map((one) =>
      html`
        <dt key=${one.measure}>${named(figures.measure, one.measure)} <span class="note">${figures.version(
          one.version,
        )}</span></dt>
        <dd>${locale.value === 'en' ? one.en : one.zh}</dd>
      `
    )
  }</dl></details>
    <div class="row no-print">
      <button type="button" class="button" onClick=${() => save(asked, data)}>${figures.csv}</button>
      <button type="button" class="button" onClick=${print}>${figures.print}</button>
      <button type="button" class="button" onClick=${() => keep(asked)}>${figures.keep}</button>
      <${Copy} question=${question} />
      <a class="button" href="/playground" data-outside>${figures.console}</a>
    </div>
  </section>`
}

/** @param {import('./question.js').Question} asked */
function sorted(asked) {
  return (/** @type {string} */ by) => refine({ sort: by, way: asked.sort === by && asked.down ? 'up' : null })
}

/** Goes to where it is kept, with its period still relative. @param {import('./question.js').Question} asked */
function keep(asked) {
  const { document, given } = lasting(asked)
  const figures = book.value
  keepDraft({ document, given, name: asked.by.map((one) => headed(figures.dimension, one)).join(' × ') })
  go('/board?ask=new')
}

/** @param {import('./question.js').Question} asked @param {import('./told.js').Data} data */
function save(asked, data) {
  const name = [book.value.title, ...asked.by, asked.day || asked.period].join('-')
  download(`${name}.csv`, new Blob([table(asked, data)], { type: 'text/csv' }))
}

/** @param {{ question: { query: string } }} props */
function Copy({ question }) {
  const figures = book.value
  const [done, setDone] = useState(false)
  const copy = () => copied(question.query).then(setDone)
  return html`<button type="button" class="button" onClick=${copy} aria-live="polite">${
    done ? figures.copied : figures.copy
  }</button>`
}
