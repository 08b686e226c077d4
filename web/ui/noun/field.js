/**
 * One field of a command as its form asks it, by the kind and the bounds that the field declares.
 * @module
 */
import { useRef } from '../../vendor/preact-hooks.js'
import { AreasUnder, UnitsOf } from '../../api/operations.js'
import { prepareFile } from '../../core/photo/file.js'
import { keep } from '../../core/photo/photo.js'
import { post, posts } from '../here.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { say, sayAll } from './reading.js'
import { useRead } from '../read.js'
import { words } from '../words.js'
import { Amount } from '../parts/amount.js'
import { Choices, Pick, Text } from '../parts/fields.js'
import { FileField } from '../parts/files.js'
import { Moment } from '../parts/moment.js'
import { PhotoField } from '../parts/photo_field.js'
import { pend } from '../shrinking.js'

/** @typedef {import('../../core/noun.js').Field} Field */
/** @typedef {import('../../core/noun.js').Wrong} Wrong */

/** So many codes are shown at once; more are picked from a list. */
const AT_ONCE = 6
/** Digits of a code of each level: district, street, community, grid. */
const LENGTHS = [6, 9, 12, 15]
const LEVELS = /** @type {const} */ ({ 6: 'STREET', 9: 'COMMUNITY', 12: 'GRID' })

/** @typedef {{ field: Field, value: any, onChange: (value: any) => void, error?: string, area: string | null, row?: { text?: string, classCode?: string } | null }} Props `row`: what the form is about, `area`: where that is */

/** What is wrong, in words. @param {Wrong | undefined} wrong */
export function wrongWords(wrong) {
  const { noun, tooLong, problem } = words.value
  const [a, b] = wrong?.bounds ?? [0, 0]
  switch (wrong?.code) {
    case 'REQUIRED':
      return problem.REQUIRED
    case 'CHOOSE':
      return noun.choose
    case 'SHORT':
      return noun.short(b, a)
    case 'LONG':
      return tooLong(b, a)
    case 'BETWEEN':
      return words.value.f.whole(a, b)
    case 'WITHIN':
      return noun.within(a, b)
    default:
      return ''
  }
}

/** Keeps a chosen file on the phone. @param {File} file */
function taken(file) {
  return pend(prepareFile(file).then((made) => keep(made, 'FILE')))
}

/** @param {Props} props */
export function NounField(props) {
  const { field, value, onChange, error } = props
  const { noun: t, optional } = words.value
  const id = `f-${field.key}`
  const own = { id, error, label: say(field.words) }
  const legend = field.least ? own.label : html`${own.label} <span class="hint">${optional}</span>`
  switch (field.kind) {
    case 'code':
      return html`<${Codes} ...${props} id=${id} legend=${legend} />`
    case 'yesno':
      return html`
        <${Choices} id=${id} legend=${legend} across=${true} value=${value} error=${error}
          onChange=${onChange} options=${[
            { value: 'yes', label: t.yes },
            { value: 'no', label: t.no },
          ]} />
      `
    case 'area':
      return html`
        <${AreaPick} ...${own} most=${field.longest ?? 15} optional=${!field
          .least} value=${value} onChange=${onChange}
          from=${field.longest === 15 ? props.area : null} />
      `
    case 'class':
      return html`<${ClassPick} value=${value} onChange=${onChange} row=${props.row} />`
    case 'unit':
      return html`<${UnitPick} ...${own} optional=${!field
        .least} value=${value} onChange=${onChange} area=${props.area} />`
    case 'photos':
      return html`
        <${PhotoField} photos=${value} most=${field.most ?? 1} kind="EVIDENCE" label=${legend} error=${error}
          onChange=${(/** @type {(before: any[]) => any[]} */ update) => onChange(update)} />
      `
    case 'files':
      return html`
        <${FileField} files=${value} most=${field.most ?? 1} label=${legend} error=${error} take=${taken}
          onChange=${(/** @type {(before: any[]) => any[]} */ update) => onChange(update)} />
      `
    case 'day':
    case 'moment':
      return html`
        <${Moment} ...${own} optional=${!field.least} day=${field.kind === 'day'} value=${value} bound=${field.within ??
          [3660, 3660]}
          onInput=${onChange} />
      `
    case 'number':
      return html`
        <${Amount} ...${own} optional=${!field.least} value=${value} bound=${field.between ??
          [0, Number.MAX_SAFE_INTEGER]} onInput=${onChange} />
      `
    default:
      return html`
        <${Text} ...${own} optional=${!field.least} value=${value} rows=${field.long ? 4 : 0} onInput=${onChange}
          of=${{ texts: { [field.key]: field.longest } }} field=${field.key} hint=${(field.least ?? 0) > 1
            ? t.least(field.least ?? 0)
            : ''} />
      `
  }
}

/** @param {Props & { id: string, legend: any }} props */
function Codes({ field, value, onChange, error, id, legend }) {
  const options = Object.entries(sayAll(field.codes ?? {})).map(([value, label]) => ({ value, label }))
  if (options.length <= AT_ONCE || field.many) {
    return html`
      <${Choices} id=${id} legend=${legend} across=${options.length <= 3} options=${options} value=${value}
        error=${error} onChange=${onChange} />
    `
  }
  return html`
    <${Pick} id=${id} label=${legend} value=${value} error=${error} onChange=${onChange}
      options=${[
        { value: '', label: words.value.noun.pick },
        ...options,
      ]} />
  `
}

/**
 * A place among one's posts, what lies above them and right below.
 * @param {{ id: string, label: any, value: string, most: number, optional: boolean, none?: string, error?: string, from?: string | null, onChange: (code: string) => void }} props
 *   `most`: digits of its code; `none`: what choosing none is called; `from`: where it lies, down from which a grid is chosen
 */
export function AreaPick({ id, label, value, most, optional, none, error, from, onChange }) {
  const chosen = value.length === most ? value.slice(0, -3) : value
  const under = (from && (chosen || from)) || (post.value?.area.code ?? '')
  const level = LEVELS[/** @type {6} */ (under.length)]
  const wanted = under.length < most && level
  const { data } = useRead(wanted ? `areas:${under}:${level}` : null, AreasUnder, { under, level }, {
    maxAge: 3600_000,
  })
  const below = (data?.areas.nodes ?? []).map((one) => ({ value: one.code, label: one.name }))
  const mine = posts.value.flatMap(({ area }) => line(area)).filter(({ value }) => value.length <= most)
  const seen = useRef(/** @type {{ value: string, label: string }[]} */ ([]))
  seen.current = [...seen.current, ...below]
  const all = new Map([...(from ? seen.current : mine), ...below].map((one) => [one.value, one]))
  const { noun: t, optional: may } = words.value
  const options = [{ value: '', label: none ?? t.pick }, ...all.values()]
  return html`
    <${Pick} id=${id} label=${optional && !none
      ? html`${label} <span class="hint">${may}</span>`
      : label} value=${value} error=${error}
      options=${options} onChange=${onChange} />
  `
}

/** An area and those above it, as far as its path names them. @param {import('../here.js').Area} area */
function line({ code, path, name }) {
  const names = path ? path.split(' · ') : [name]
  const lengths = LENGTHS.filter((length) => length <= code.length).slice(-names.length)
  return lengths.map((length, index) => ({ value: code.slice(0, length), label: names[index] ?? name })).reverse()
}

/**
 * A class, by the likeliest for the words of what the form is about; the one that was proposed stands there at first.
 * @param {{ value: string, row: Props['row'], onChange: (code: string) => void }} props
 */
function ClassPick({ value, row, onChange }) {
  const code = useLater(() => import('../report/entry_class.js'), ['report', 'rows'])
  const answers = { text: row?.text ?? '', classCode: value || row?.classCode || '' }
  return code &&
    html`<${code.EntryClass} answers=${answers} change=${(/** @type {{ classCode: string }} */ change) =>
      onChange(change.classCode)} />`
}

/** @param {{ id: string, label: any, value: string, optional: boolean, area: string | null, error?: string, onChange: (id: string) => void }} props */
function UnitPick({ id, label, value, optional, area, error, onChange }) {
  const where = area ?? post.value?.area.code ?? null
  const { data } = useRead(`units:${where}`, UnitsOf, { area: where }, { maxAge: 3600_000 })
  const units = (data?.catalogue.units ?? []).map((one) => ({ value: one.id, label: one.name }))
  const { noun: t, optional: may } = words.value
  return html`
    <${Pick} id=${id} label=${optional
      ? html`${label} <span class="hint">${may}</span>`
      : label} value=${value} error=${error}
      options=${[{ value: '', label: t.pick }, ...units]} onChange=${onChange} />
  `
}
