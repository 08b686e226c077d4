/**
 * V49: what a reader has before them, the checklist of four elements beside the order that is answered.
 * @module
 */
import { AnswerMore } from '../../api/operations.js'
import { dayStamp } from '../../core/clockwords.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { useRead } from '../read.js'
import { locale, named, words } from '../words.js'

/** @param {{ row: { id: string, version: number } }} props */
export function Beside({ row }) {
  const { data } = useRead(`answer:${row.id}:more:${row.version}`, AnswerMore, { id: row.id })
  const answer = data?.answer
  if (!answer) return null
  const { hotline: t, i } = words.value
  const limit = answer.finished
    ? i.finished
    : answer.promisedOn
    ? i.promised(dayStamp(answer.promisedOn, locale.value))
    : ''
  const four = [[i.four.accepted, stamp(answer.acceptedAt)], [i.four.contact, answer.contact], [
    i.four.measures,
    answer.measures,
  ], [i.four.limit, limit]]
  const { order } = answer
  return html`
    <div class="reading">
      <section class="card pad stack-close" aria-labelledby="four"><h2 id="four">${t.checklist}</h2>
        <ol class="stack-close plain">${four.map(([name, said]) =>
          html`<li key=${name}><strong>${said ? '✓' : '✗'} ${name}</strong><div class="lines">${
            said || t.nothing
          }</div></li>`
        )}</ol>
        <p class="note">${t.namesNobody}</p>
        ${answer.remark && html`<p class="strip warn" role="status">${t.remark(answer.remark)}</p>`}
      </section>
      ${order && html`
        <section class="card pad stack-close" aria-labelledby="asked">
          <h2 id="asked">${t.asked}</h2>
          <p class="quote lines">${order.text}</p>
          <dl class="facts">
            <dt>${t.columns.number}</dt><dd><a href=${`/n/outer_order/${order.id}`}>${order.number}</a> ${order
              .comesFrom}</dd>
            <dt>${t.columns.due_at}</dt><dd>${stamp(order.dueAt)}</dd>
            ${order.incident && html`
              <dt>${t.incident}</dt>
              <dd><a href=${`/i/${order.incident.id}`}>${named(
                order.incident.incidentClass,
              )} ${order.incident.number ? `#${order.incident.number}` : ''}</a></dd>
            `}
          </dl>
        </section>
      `}
    </div>
  `
}
