/**
 * What this viewer may do with one of a noun: one main button and a sheet with the rest, each with why not where it is closed.
 * @module
 */
import { commandOf } from '../../core/noun.js'
import { html } from '../html.js'
import { say } from './reading.js'
import { up } from '../outbox/shown.js'
import { Sheet } from '../parts/sheet.js'
import { closeSheet, openSheet, sheet } from '../route.js'
import { said, words } from '../words.js'
import { NounForm } from './form.js'

/** @typedef {import('../../core/noun.js').Noun} Noun */
/** @typedef {import('../../core/noun.js').Command} Command */

/** @param {{ noun: Noun, row: any, onChanged: (after: any) => void }} props */
export function NounSteps({ noun, row, onChanged }) {
  const steps = offered(noun, row)
  const main = steps.find(({ allowed }) => allowed)
  const others = steps.filter((one) => one !== main)
  const t = words.value
  if (steps.length === 0) return null
  return html`
    <div class="acts steps">
      <div class=${main && others.length ? 'pair' : ''}>
        ${others.length > 0 &&
          html`<button type="button" class="button ${main ? '' : 'full'}" onClick=${() => openSheet('MORE')}>${
            t.moreSteps(others.length)
          }</button>`}
        ${main &&
          html`<button type="button" class="button main full" onClick=${() => openSheet(main.command.step)}>${
            nameOf(noun, main.command)
          }</button>`}
      </div>
    </div>
    <${Sheet} name="MORE" title=${t.i.otherSteps}>
      <ul class="stack-close others">${others.map(({ command, allowed, why }) =>
        html`
          <li
            key=${command.step}><button type="button" class="button full" aria-disabled=${!allowed} onClick=${allowed
              ? () => openSheet(command.step)
              : undefined}>${say(noun.steps[command.step] ?? command.words)}</button>${!allowed &&
              html`<p class="why">${said(why)}</p>`}</li>
        `
      )}</ul>
      <//>
      <${StepSheet} noun=${noun} row=${row} onChanged=${onChanged} />
  `
}

/** The steps that are the viewer's here, with their commands, and commands that are no step. @param {Noun} noun @param {any} row */
function offered(noun, row) {
  const steps = row.allowedSteps.map((/** @type {any} */ one) => ({ ...one, command: commandOf(noun, one.step) }))
  const free = noun.commands.filter(({ begins, step }) => !begins && !noun.steps[step] && step !== 'REVEAL')
  return /** @type {{ command: Command, allowed: boolean, why: string | null }[]} */ ([
    ...steps.filter((/** @type {any} */ { command }) => command),
    ...free.map((command) => ({ command, allowed: true, why: null })),
  ])
}

/** What waits for the server says so where there is no line. @param {Noun} noun @param {Command} command */
function nameOf(noun, command) {
  const name = say(noun.steps[command.step] ?? command.words)
  return command.offline || up.value ? name : words.value.needsLine.button(name)
}

/** The form of the step that the address names. @param {{ noun: Noun, row: any, onChanged: (after: any) => void }} props */
function StepSheet({ noun, row, onChanged }) {
  const command = noun.commands.find((one) => one.step === sheet.value && !one.begins)
  if (!command) return null
  const done = (/** @type {any} */ after) => {
    closeSheet()
    onChanged(after)
  }
  return html`
    <${Sheet} name=${command.step} title=${say(noun.steps[command.step] ?? command.words)}>
      <${NounForm} noun=${noun} command=${command} row=${row} onDone=${done} onStale=${onChanged} />
      <//>
  `
}
