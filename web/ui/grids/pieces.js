/**
 * The grids that a plan makes: their names, numbers and people.
 * @module
 */
import { GridPlanPieceInputBetween } from '../../api/operations.js'
import { html } from '../html.js'
import { Amount } from '../parts/amount.js'
import { Choices, Text } from '../parts/fields.js'
import { words } from '../words.js'
import { Ground, letter } from './ground.js'

/** @typedef {import('./drawing.js').Group} Group */
/** @typedef {import('./drawing.js').Piece} Piece */

/** @param {{ data: import('./drawing.js').Data, groups: Group[], onChange: (groups: Group[]) => void }} props */
export function Pieces({ data, groups, onChange }) {
  const { grids: t } = words.value
  if (groups.length === 0) return null
  const names = new Map(data.areas.nodes.map(({ code, name }) => [code, name]))
  const all = groups.flatMap((one) => one.pieces)
  /** @param {Piece} piece @param {Partial<Piece>} some */
  const set = (piece, some) =>
    onChange(groups.map((group) => ({
      ...group,
      pieces: group.pieces.map((one) => one === piece ? { ...one, ...some } : one),
    })))
  const shapes = all.map((one, place) => ({ code: String(place), name: one.name, ring: one.ring }))
  return html`
    <section class="stack-close">
      <h3>${t.pieces}</h3>
      <${Ground} grids=${shapes} pieces=${all} label=${t.picture(
        groups.flatMap((one) => one.grids).length,
        all.length,
      )} />
      ${groups.map((group) =>
        html`
          <fieldset class="card pad stack-close">
            <legend>${t.becomes(
              group.grids.map((code) => names.get(code) ?? code).join(t.join),
              group.pieces.length,
            )}</legend>
            ${group.pieces.map((one) =>
              html`
                <${One} key=${all.indexOf(one)} place=${all.indexOf(one)} one=${one} data=${data}
                  set=${(/** @type {Partial<Piece>} */ some) => set(one, some)} />
              `
            )}
            <button type="button" class="button full" onClick=${() =>
              onChange(groups.filter((other) => other !== group))}>${t.takeBack}</button>
          </fieldset>
        `
      )}
    </section>
  `
}

/** @param {{ place: number, one: Piece, data: import('./drawing.js').Data, set: (some: Partial<Piece>) => void }} props */
function One({ place, one, data, set }) {
  const { grids: t } = words.value
  const own = `piece${place}`
  const workers = data.gridPlanWorkers.map(({ id, name }) => ({ value: String(id), label: name }))
  return html`
    <div class="stack-close" role="group" aria-label=${t.piece(letter(place))}>
      <h4>${t.piece(letter(place))}</h4>
      <${Text} id="${own}name" label=${t.name} value=${one.name} onInput=${(/** @type {string} */ name) =>
        set({ name })} />
      <${Choices} id="${own}people" legend=${t.people} across value=${one.people} options=${workers}
        onChange=${(
          /** @type {string[]} */ people,
        ) => set({ people })} />
      <div class="two">
        <${Text} id="${own}code" label=${t.code} hint=${t.codeHint} optional value=${one.code}
          onInput=${(/** @type {string} */ code) => set({ code })} />
        <${Amount} id="${own}households" label=${t.homes} optional value=${one.households}
          bound=${GridPlanPieceInputBetween.households} onInput=${(/** @type {string} */ households) =>
            set({ households })} />
      </div>
    </div>
  `
}
