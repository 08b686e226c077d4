/**
 * Which grids, and the line along which they are cut: each by a tap on the picture, or from a list and by typing. The server cuts, since
 * what it takes is what it said.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { GridPlanParts } from '../../api/operations.js'
import { ask } from '../../core/api.js'
import { html } from '../html.js'
import { Choices, Text } from '../parts/fields.js'
import { words } from '../words.js'
import { cornersOf, textOf } from './corners.js'
import { Ground } from './ground.js'
import { why } from './wrongs.js'

/** @typedef {import('./drawing.js').Group} Group */

/** @param {{ data: import('./drawing.js').Data, groups: Group[], onGroup: (group: Group) => void }} props */
export function Cutting({ data, groups, onGroup }) {
  const { grids: t } = words.value
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]))
  const [line, setLine] = useState('')
  const [drawing, setDrawing] = useState(false)
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const taken = new Set(groups.flatMap((one) => one.grids))
  const grids = data.areas.nodes.flatMap(({ code, name, shape }) => shape ? [{ code, name, ring: shape.ring }] : [])
  const free = grids.filter(({ code }) => !taken.has(code))
  const pick = (/** @type {string} */ code) => {
    if (taken.has(code)) return
    setChosen((now) => now.includes(code) ? now.filter((one) => one !== code) : [...now, code])
  }
  const near = grids.filter(({ code }) => chosen.includes(code))
  const go = async () => {
    if (busy) return
    setBusy(true)
    setError('')
    try {
      const found = await ask(GridPlanParts, { grids: chosen, line: line.trim() || null })
      const people = data.gridPlanWorkers.filter(({ areas }) => areas.some((code) => chosen.includes(code)))
      const first = free.find(({ code }) => code === chosen[0])?.name ?? ''
      const before = groups.flatMap((one) => one.pieces).length
      onGroup({
        grids: chosen,
        pieces: found.gridPlanParts.map(({ ring, code }) => ({
          ring,
          name: code ? first.replace(/\d+/, String(Number(code.slice(-3)) + before)) : first,
          code: '',
          households: '',
          people: people.map(({ id }) => String(id)),
        })),
      })
      setChosen([])
      setLine('')
      setDrawing(false)
    } catch (failure) {
      setError(why(/** @type {{ code?: string }} */ (failure).code))
    }
    setBusy(false)
  }
  const cuts = line.trim() !== ''
  return html`
    <section class="card pad stack-close">
      <h3>${t.which1}</h3>
      <p class="hint">${t.which1Hint}</p>
      <${Ground} grids=${grids} chosen=${chosen} near=${drawing && near.length ? near : grids} line=${cornersOf(line)}
        onPick=${pick} onCorner=${drawing
          ? (/** @type {[number, number]} */ corner) => setLine(textOf([...cornersOf(line), corner]))
          : null} label=${t.map} />
      <${Choices} id="chosen" legend=${t.choosing} across value=${chosen} onChange=${setChosen} options=${free.map((
        { code, name },
      ) => ({ value: code, label: name }))} />
      ${chosen.length > 0 && html`
        <div class="two">
          <button type="button" class="button" aria-pressed=${drawing} onClick=${() => setDrawing(!drawing)}>${drawing
            ? t.drawn
            : t.draw}</button>
          <button type="button" class="button" aria-disabled=${!cuts} onClick=${() =>
            setLine(textOf(cornersOf(line).slice(0, -1)))}>${t.undo}</button>
        </div>
        <${Text} id="line" label=${t.line} hint=${t.lineHint} optional rows=${2} value=${line}
          onInput=${setLine} />
        ${error && html`<p class="error" role="alert">${error}</p>`}
        <button type="button" class="button main full" aria-disabled=${busy || (!cuts && chosen.length < 2)}
          onClick=${() => (cuts || chosen.length > 1) && go()}>${cuts ? t.cut : t.merge}</button>
      `}
    </section>
  `
}
