/**
 * 待我批: what waits for one's decision. One card is one decision, with what granting it would do.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { ApprovalsToDecide } from '../../api/operations.js'
import { useNews } from '../follow.js'
import { html } from '../html.js'
import { placeLine, shortNumber } from '../incident/card.js'
import { clockOf, LightChip, StateChip } from '../parts/chips.js'
import { Chips } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { Sheet } from '../parts/sheet.js'
import { News } from '../parts/strips.js'
import { useWhistlesTop, WhistlesTop } from '../whistle/top.js'
import { useRead } from '../read.js'
import { closeSheet, openSheet, query, refine } from '../route.js'
import { Asked, consequence, DeclineSheet, GrantSheet, WithdrawSheet } from '../incident/verbs/deciding.js'
import { named, words } from '../words.js'

/** @typedef {import('../../api/operations.js').ApprovalsToDecideData['approvals']['nodes'][number]} Approval */
/** @typedef {keyof typeof FORMS} Step */

const CHOICE = /** @type {const} */ (['TO_DECIDE', 'ASKED'])
const FORMS = { GRANT: GrantSheet, DECLINE: DeclineSheet, WITHDRAW: WithdrawSheet }
const STEPS = /** @type {Step[]} */ (Object.keys(FORMS))

export function Page() {
  const mine = query.value.get('mine') === 'ASKED' ? 'ASKED' : 'TO_DECIDE'
  const reading = useRead(`approvals:${mine}`, ApprovalsToDecide, { filter: { mine, states: ['ASKED'] }, after: null })
  const news = useNews()
  const top = useWhistlesTop()
  const [taken, take] = useState(/** @type {Approval | null} */ (null))
  useEffect(() => take(null), [mine])
  const { moves } = words.value
  const again = () => {
    news.clear()
    reading.again()
  }
  const done = () => {
    closeSheet()
    again()
  }
  const nodes = reading.data?.approvals.nodes ?? []
  const press = (/** @type {Approval} */ approval, /** @type {Step} */ step) => () => {
    take(approval)
    openSheet(`${step} ${approval.id}`)
  }
  const incident = taken && { ...taken.incident, pendingApproval: taken }
  return html`
    <${Frame} title=${moves.inbox} tabs=${true}>
      <div class="stack">
        <${WhistlesTop} top=${top} />
        ${!top.known && html`<${Bones} />`}
      </div>
      ${top.known && html`<div class="stack gap-top">
        <${Chips} chosen=${mine} onChoose=${(/** @type {string} */ one) => refine({ mine: one })} chips=${
        CHOICE.map((
          key,
        ) => ({ key, label: moves.mine[key] }))
      } />
        <${News} at=${news.at} onShow=${again} />
        ${reading.failure && html`<${Trouble} failure=${reading.failure} again=${again} />`}
        ${!reading.data && reading.waiting && html`<${Bones} again=${again} />`}
        ${reading.data && nodes.length === 0 && html`<${Empty} text=${moves.inboxEmpty} />`}
        <ul class="cards">${
        nodes.map((one) => html`<${Decision} key=${one.id} approval=${one} own=${mine === 'ASKED'} press=${press} />`)
      }</ul>
      </div>`}
      ${incident && STEPS.map((step) =>
        html`
          <${Sheet} key=${step} name=${`${step} ${taken.id}`} title=${words.value.step[step]}>
            <${FORMS[step]} key=${incident.id} incident=${incident} onDone=${done} onStale=${again} />
            <//>
        `
      )}
      <//>
  `
}

/** @param {{ approval: Approval, own: boolean, press: (approval: Approval, step: Step) => () => void }} props */
function Decision({ approval, own, press }) {
  const { incident } = approval
  const { moves, step } = words.value
  const clock = clockOf(incident)
  return html`<li class="card pad">
    <div class="row"><${StateChip} state=${incident.state} />${clock && html`<${LightChip} clock=${clock} />`}</div>
    <a class="cover" href=${`/i/${incident.id}`}>${incident.number ? `#${shortNumber(incident.number)} ` : ''}${
    named(incident.incidentClass)
  }</a>
    <p class="note">${placeLine(incident)}</p>
    <${Asked} approval=${approval} clocks=${incident.clocks} />
    <p class="note">${own ? moves.deciders[approval.decider] : consequence(approval)}</p>
    ${
    own
      ? html`<button type="button" class="button full above" onClick=${
        press(approval, 'WITHDRAW')
      }>${step.WITHDRAW}</button>`
      : html`
        <div
          class="two above"><button type="button" class="button full" onClick=${press(approval, 'DECLINE')}>${step
            .DECLINE}</button><button type="button" class="button main full" onClick=${press(approval, 'GRANT')}>${step
            .GRANT}</button></div>
      `
  }
  </li>`
}
