/**
 * V44 导入: what was imported, and a file to begin with. One import stands at ?id=.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { ImportJobs, ImportJobUpload } from '../../api/operations.js'
import { uuid7 } from '../../core/ids.js'
import { stamp } from '../clock.js'
import { usePages } from '../feed.js'
import { posts, role } from '../here.js'
import { html } from '../html.js'
import { useSend } from '../parts/act.js'
import { Choices, Text } from '../parts/fields.js'
import { More } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { useRead } from '../read.js'
import { query, refine } from '../route.js'
import { told, words } from '../words.js'
import { One } from './one.js'
import { sent, why } from './sending.js'

/** @typedef {import('../../api/operations.js').ImportJobsData} Data */
/** @typedef {NonNullable<Data['importKinds']>[number]} Kind */

/** Who brings orders of 12345, and no administrator. */
const DESKS = new Set(['STREET_INTAKE', 'STREET_DISPATCH', 'DISTRICT_SUPERVISOR'])

export function Page() {
  const id = query.value.get('id')
  const { imports: t } = words.value
  return html`
    <${Frame} title=${t.title} back=${id
      ? '/me/imports'
      : DESKS.has(role.value ?? '')
      ? '/me'
      : '/me/start'} wide=${Boolean(id)}>
      ${id ? html`<${One} key=${id} id=${id} />` : html`<${All} />`}
      <//>
  `
}

function All() {
  const { imports: t } = words.value
  const feed = usePages(ImportJobs, {}, 'importJobs')
  const { data } = useRead('import-kinds', ImportJobs, { first: 1, after: null })
  const kinds = (data?.importKinds ?? []).filter((one) =>
    posts.value.some((post) => one.keepers.some((role) => role === post.role))
  )
  return html`
    <div class="stack">
      <p>${t.lead}</p>
      ${kinds.length > 0 && html`<${Fresh} kinds=${kinds} />`}
      ${feed.failure && html`<${Trouble} failure=${feed.failure} again=${feed.again} />`}
      ${!feed.data && feed.waiting && html`<${Bones} again=${feed.again} />`}
      ${feed.data && feed.nodes.length === 0 && html`
        <${Empty} text=${t.none}>
          <p class="note">${t.noneHint}</p>
          <//>
      `}
      <ul class="cards">${feed.nodes.map((one) => html`<${Card} key=${one.id} job=${one} />`)}</ul>
      <${More} feed=${feed} />
    </div>
  `
}

/** @param {{ job: NonNullable<Data['importJobs']>['nodes'][number] }} props */
function Card({ job }) {
  const { imports: t } = words.value
  const state = /** @type {keyof typeof t.states} */ (job.state)
  const wrong = job.state === 'STOPPED' || (job.state === 'CHECKED' && job.faultCount > 0)
  return html`
    <li><a class="card" href=${`/me/imports?id=${job.id}`}>
      <div class="row"><strong>${t.kinds[/** @type {'PEOPLE'} */ (job.kind)]}</strong><span class="chip ${wrong
        ? 'bad'
        : job.state === 'DONE'
        ? 'ok'
        : ''}">${t.states[state]}</span></div>
      <div>${job.name}</div>
      <div class="note">${t.from(job.comesFrom, stamp(job.madeAt))}</div>
      <div class="note">${job.state === 'DONE' ? t.over(job.done, job.same) : t.rows(job.rows)}</div>
    </a></li>
  `
}

/** A file to begin with. @param {{ kinds: Kind[] }} props */
function Fresh({ kinds }) {
  const { imports: t, problem } = words.value
  const [kind, setKind] = useState(String(kinds[0]?.kind ?? ''))
  const [source, setSource] = useState('')
  const [file, setFile] = useState(/** @type {File | null} */ (null))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const { send } = useSend(ImportJobUpload)
  const begin = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (busy) return
    if (!file) return setError(t.noFile)
    if (!source.trim()) return setError(`${t.source} ${problem.REQUIRED}`)
    setBusy(true)
    setError('')
    try {
      const sha256 = await sent(file)
      const id = uuid7()
      const payload = await send({ id, kind, file: sha256, name: file.name.slice(-120), comesFrom: source.trim() })
      if (payload?.problems.length === 0) refine({ id }, { replace: false })
      else setError(payload ? told(payload.problems[0]) : t.offline)
    } catch (failure) {
      setError(why(/** @type {{ code?: string }} */ (failure).code))
    }
    setBusy(false)
  }
  return html`
    <form class="card pad stack-close" onSubmit=${begin} novalidate>
      <h2>${t.fresh}</h2>
      <${Choices} id="kind" legend=${t.kind} value=${kind} onChange=${setKind} options=${kinds.map((one) => ({
        value: String(one.kind),
        label: t.kinds[/** @type {'PEOPLE'} */ (one.kind)],
        note: t.kindHints[/** @type {'PEOPLE'} */ (one.kind)],
      }))} />
      <${Text} id="source" label=${t.source} hint=${t.sourceHint} value=${source} onInput=${setSource}
        of=${ImportJobUpload} field="comesFrom" />
      <div class="field"><label for="file">${t.file}</label><span class="hint">${t.fileHint}</span>
        <input id="file" type="file" accept=".xlsx,.csv,.geojson,.json,.zip" onChange=${(
          /** @type {{ target: HTMLInputElement }} */ event,
        ) => setFile(event.target.files?.[0] ?? null)} /></div>
      ${error && html`<p class="error" role="alert">${error}</p>`}
      <button type="submit" class="button main full" aria-disabled=${busy}>${busy ? t.sending : t.send}</button>
    </form>
  `
}
