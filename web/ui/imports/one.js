/**
 * One import: its columns, what is wrong with its rows, how far it has come, and the step that is next.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { ImportJobCheck, ImportJobMap, ImportJobOne, ImportJobRun, ImportJobStop } from '../../api/operations.js'
import { act } from '../../core/api.js'
import { uuid7 } from '../../core/ids.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { useRead } from '../read.js'
import { words } from '../words.js'
import { Columns } from './columns.js'
import { Faults, Missing } from './faults.js'
import { why } from './sending.js'

/** @typedef {NonNullable<import('../../api/operations.js').ImportJobOneData['importJob']>} Job */

/** While it runs it is looked at so often, in ms. */
const LOOK = 2000

/** @param {{ id: string }} props */
export function One({ id }) {
  const reading = useRead(`import:${id}`, ImportJobOne, { id })
  const [later, setLater] = useState(/** @type {Job | null} */ (null))
  const [error, setError] = useState('')
  const [busy, setBusy] = useState('')
  const done = reading.data?.importJob?.kind === 'HOTLINE' && reading.data.importJob.state === 'DONE'
  const results = useLater(() => done && import('../hotline/results.js'), done ? ['hotline'] : [], done)
  const read = reading.data?.importJob ?? null
  const job = later && (!read || later.version >= read.version) && later.state !== 'RUNNING' ? later : read
  useEffect(() => {
    if (job?.state !== 'RUNNING') return
    const timer = setInterval(() => document.visibilityState === 'visible' && reading.again(), LOOK)
    return () => clearInterval(timer)
  }, [job?.state])
  if (!job) {
    return reading.failure
      ? html`<${Trouble} failure=${reading.failure} again=${reading.again} />`
      : reading.fresh
      ? html`<${Trouble} failure=${{ code: 'NOT_FOUND' }} />`
      : html`<${Bones} again=${reading.again} />`
  }
  /** @param {import('../../core/types.js').OperationName} operation @param {{ mapping?: string[], onlyGood?: boolean }} [input] @param {Job} [on] @returns {Promise<Job | null>} */
  const step = async (operation, input = {}, on = job) => {
    setError('')
    try {
      const given = { input: { ...input, id, seen: on.version, opId: uuid7() } }
      const payload = /** @type {{ importJob?: Job, problems: { code: string }[] }} */ (await act(operation, given, {
        timeout: 120_000,
      }))
      if (payload.problems[0]) setError(why(payload.problems[0].code))
      setLater(payload.importJob ?? null)
      reading.again()
      return payload.problems.length > 0 ? null : payload.importJob ?? null
    } catch (failure) {
      setError(why(/** @type {{ code?: string }} */ (failure).code))
      return null
    }
  }
  /** @param {string} name @param {() => Promise<Job | null | void>} work */
  const during = (name, work) => async () => {
    if (busy) return
    setBusy(name)
    await work()
    setBusy('')
  }
  const check = (/** @type {string[] | null} */ mapping) =>
    during('check', async () => {
      const mapped = mapping ? await step(ImportJobMap, { mapping }) : job
      if (mapped) await step(ImportJobCheck, {}, mapped)
    })
  const fields = reading.data?.importKinds?.find((one) => one.kind === job.kind)?.fields ?? []
  const run = (/** @type {boolean} */ onlyGood) => during('run', () => step(ImportJobRun, { onlyGood }))
  const stop = during('stop', () => step(ImportJobStop))
  return html`
    <div class="stack">
      <${Head} job=${job} />
      ${error && html`<p class="strip warn" role="alert">${error}</p>`}
      ${results && html`<${results.Results} job=${job} />`}
      <${Standing} job=${job} busy=${busy} run=${run} check=${check} stop=${stop} />
      ${may(job, 'MAP') && html`<${Columns} job=${job} fields=${fields} busy=${busy === 'check'} check=${check} />`}
    </div>
  `
}

/** @param {Job} job @param {string} step */
const may = (job, step) => job.allowedSteps.some((one) => String(one.step) === step && one.allowed)

/** @param {{ job: Job }} props */
function Head({ job }) {
  const { imports: t } = words.value
  return html`
    <div class="stack-close">
      <h2>${t.kinds[/** @type {'PEOPLE'} */ (job.kind)]} · ${t.states[/** @type {'DONE'} */ (job.state)]}</h2>
      <p>${job.name} · ${t.rows(job.rows)}</p>
      <p class="note">${t.from(job.comesFrom, stamp(job.madeAt))}</p>
    </div>
  `
}

/** @param {{ job: Job, busy: string, run: (onlyGood: boolean) => () => void, check: (mapping: string[] | null) => () => void, stop: () => void }} props */
function Standing({ job, busy, run, check, stop }) {
  const { imports: t } = words.value
  if (job.state === 'DONE') return html`<p class="strip ok" role="status">${t.over(job.done, job.same)}</p>`
  if (job.state === 'RUNNING') {
    return html`
      <section class="card pad stack-close" role="status">
        <progress max=${Math.max(1, job.toDo)} value=${job.done} aria-label=${t.progress(
          job.done,
          job.toDo,
        )}></progress>
        <p>${t.progress(job.done, job.toDo)}</p><p class="note">${t.waits}</p>
        ${may(job, 'STOP') && html`<button type="button" class="button full" onClick=${stop}>${t.stop}</button>`}
      </section>
    `
  }
  if (job.state !== 'CHECKED' && job.state !== 'STOPPED') return null
  return html`
    <section class="stack-close">
      ${job.state === 'STOPPED' && html`
        <div class="strip warn" role="status">
          <div><strong>${job.stoppedRow ? t.stoppedAt(job.stoppedRow) : t.stopped}</strong>${job.stoppedCode &&
            html`<p>${why(job.stoppedCode)}</p>`}<p>${t.stoppedHint}</p></div>
        </div>
      `}
      <h3>${t.found}</h3>
      <dl class="facts">
        <dt>${t.toDo}</dt><dd>${job.toDo}</dd><dt>${t.same}</dt><dd>${job.same}</dd>
        ${job.done > 0 && html`
          <dt>${t.done}</dt>
          <dd>${job.done}</dd>
        `}
        <dt>${t.faults}</dt><dd>${job.faultCount}</dd>
        ${job.missingCount > 0 && html`
          <dt>${t.missing}</dt>
          <dd>${job.missingCount}</dd>
        `}
      </dl>
      ${job.faultCount === 0 && job.state === 'CHECKED' && html`<p>${t.noFault} ${job.toDo === 0 ? t.nothing : ''}</p>`}
      <${Go} job=${job} busy=${busy} run=${run} check=${check} />
      ${job.faultCount > 0 && html`<${Faults} job=${job} />`}
      ${job.missingCount > 0 && html`<${Missing} job=${job} />`}
    </section>
  `
}

/** The step that is next. @param {{ job: Job, busy: string, run: (onlyGood: boolean) => () => void, check: (mapping: string[] | null) => () => void }} props */
function Go({ job, busy, run, check }) {
  const { imports: t } = words.value
  const good = job.faultCount === 0
  const label = job.state === 'STOPPED' ? t.goOn : !good ? t.runGood(job.toDo) : job.toDo ? t.run(job.toDo) : t.finish
  const ready = may(job, 'RUN') && (good || (job.alone && job.toDo > 0))
  return html`
    ${!good && !job.alone && html`<p class="note">${t.wholeOnly}</p>`}
    <div class="two">
      ${ready && html`
        <button type="button" class="button main" aria-disabled=${Boolean(busy)}
          onClick=${run(!good)}>${label}</button>
      `}
      ${may(job, 'CHECK') && html`
        <button type="button" class="button" aria-disabled=${Boolean(busy)}
          onClick=${check(null)}>${busy === 'check' ? t.checking : t.checkAgain}</button>
      `}
    </div>
  `
}
