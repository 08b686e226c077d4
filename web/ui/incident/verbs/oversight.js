/**
 * 督办, its answer, and the second look at what was settled on the spot.
 * @module
 */
import { useState } from '../../../vendor/preact-hooks.js'
import { AnswerSupervision, IncidentSuperviseInputWithin, SpotCheck, Supervise } from '../../../api/operations.js'
import { stamp } from '../../clock.js'
import { html } from '../../html.js'
import { Choices, Text } from '../../parts/fields.js'
import { Moment, outside } from '../../parts/moment.js'
import { words } from '../../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../../parts/act.js'
import { listed } from './reason.js'

/** @typedef {import('./reason.js').Sheet} Sheet */

/** @param {Sheet} props */
export function SuperviseSheet({ incident, onDone, onStale }) {
  const [opinion, setOpinion] = useState('')
  const [by, setBy] = useState('')
  const { busy, problems, submit } = useAct(Supervise, incident, onDone, onStale)
  const { moves, f } = words.value
  const bound = IncidentSuperviseInputWithin.replyBy
  return html`
    <${Problems} problems=${problems} />
    <${Text} id="opinion" label=${moves.opinion} hint=${moves.opinionHint(
      incident.leadUnit?.name ?? '',
    )} value=${opinion}
      rows=${3} onInput=${setOpinion} />
    <${Moment} id="reply-by" label=${moves.replyBy} hint=${moves.replyByHint} optional=${true} value=${by}
      bound=${bound} onInput=${setBy} />
    <${SubmitActs} label=${moves.supervise} busy=${busy} off=${opinion.trim()
      ? outside(by, bound)
      : f.noteHint} again=${unanswered(
        problems,
      )} onSubmit=${() => submit({ opinion, replyBy: by ? `${by}:00+08:00` : null })} />
  `
}

/** @param {Sheet} props */
export function AnswerSupervisionSheet({ incident, onDone, onStale }) {
  const open = (incident.supervisions ?? []).filter((one) => !one.answeredAt)
  const [chosen, setChosen] = useState(open[0]?.id ?? '')
  const [text, setText] = useState('')
  const { busy, problems, submit } = useAct(AnswerSupervision, incident, onDone, onStale)
  const { moves, f } = words.value
  const options = open.map((one) => ({
    value: one.id,
    label: one.opinion,
    note: moves.owed(stamp(one.replyBy)),
  }))
  return html`
    <${Problems} problems=${problems} />
    <${Choices} id="supervision" legend=${moves.which} value=${chosen} options=${options} onChange=${setChosen} />
    <${Text} id="answer" label=${moves.answer} value=${text} rows=${3} onInput=${setText} />
    <${SubmitActs} label=${moves.answerIt} busy=${busy} off=${chosen && text.trim()
      ? ''
      : f.noteHint} again=${unanswered(
        problems,
      )} onSubmit=${() => submit({ supervisionId: chosen, text })} />
  `
}

/** @param {Sheet} props */
export function SpotCheckSheet({ incident, onDone, onStale }) {
  const [verdict, setVerdict] = useState('')
  const [text, setText] = useState('')
  const { busy, problems, submit } = useAct(SpotCheck, incident, onDone, onStale)
  const { moves, f } = words.value
  const off = !verdict ? f.rateNeed : verdict === 'INVALID' && !text.trim() ? f.noteHint : ''
  return html`
    <${Problems} problems=${problems} />
    <${Choices} id="spot-verdict" legend=${moves.spotAsk} value=${verdict} options=${listed(
      moves.spotVerdicts,
    )} onChange=${setVerdict} />
    <${Text} id="spot-text" label=${f.seen} optional=${verdict !== 'INVALID'} value=${text} rows=${2}
      onInput=${setText} />
    <${SubmitActs} label=${moves.spotSend} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit({ verdict, text: text || null })} />
  `
}
