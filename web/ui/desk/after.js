/**
 * What follows a step at the desk: what happened is said, with a way to take it back where that harms nobody and else a
 * way back to the incident, and the next row opens.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { IncidentDetail, Withdraw } from '../../api/operations.js'
import { act, ask } from '../../core/api.js'
import { uuid7 } from '../../core/ids.js'
import { didMyself } from '../follow.js'
import { mainStep } from '../incident/verbs/steps.js'
import { toast } from '../parts/toast.js'
import { sheet } from '../route.js'
import { named, told, toldOf, words } from '../words.js'

/**
 * Where the open incident stood in the list last.
 * @param {any[]} nodes
 * @param {string | undefined} id
 */
export function useStanding(nodes, id) {
  const last = useRef({ id, index: -1 })
  const index = nodes.findIndex((one) => one.id === id)
  if (index >= 0 || last.current.id !== id) last.current = { id, index }
  return last.current.index
}

/**
 * @param {{ step: (way: 1 | -1) => string | null, stood: number, select: (id: string) => void, again: () => void }} desk
 * @returns {(after: any, step: string) => void} to be called with the incident as a step's answer shows it
 */
export function useAfter({ step: stepFrom, stood, select, again }) {
  const [next, setNext] = useState(/** @type {string | null} */ (null))
  useEffect(() => {
    if (!next || sheet.value) return // the step's sheet is still a history entry of its own
    setNext(null)
    select(next)
    document.getElementById('pane-detail')?.focus()
  }, [next, sheet.value])
  return (after, step) => {
    if (!after) return
    say(after, step, { select, again })
    if (stood >= 0 && mainStep(after) === null) setNext(stepFrom(1) ?? stepFrom(-1))
  }
}

/**
 * @param {any} after
 * @param {string} step
 * @param {{ select: (id: string) => void, again: () => void }} desk
 */
function say(after, step, { select, again }) {
  const { rows, step: steps, state } = words.peek()
  const name = /** @type {Record<string, string>} */ (steps)[step] ?? ''
  const asked = after.allowedSteps.some((/** @type {any} */ one) => one.step === 'WITHDRAW' && one.allowed)
  const what = named(after.incidentClass)
  if (asked) return toast({ text: rows.asked(name, what), undo: () => void takeBack(after.id).then(again) })
  const now = /** @type {Record<string, string>} */ (state)[after.state] ?? after.state
  toast({ text: rows.did(name, what, now), undo: () => select(after.id), label: rows.backTo })
}

/** Withdraws what was just asked for. @param {string} id */
async function takeBack(id) {
  const { rows } = words.peek()
  try {
    const { incident } = /** @type {any} */ (await ask(IncidentDetail, { id, number: null }))
    const input = { opId: uuid7(), id, seen: incident.version, approvalId: incident.pendingApproval?.id }
    const { problems, incident: after } = /** @type {any} */ (await act(Withdraw, { input }))
    if (problems.length === 0) didMyself(after)
    toast({ text: problems.length ? told(problems[0]) : rows.tookBack })
  } catch (failure) {
    toast({ text: toldOf(failure) })
  }
}
