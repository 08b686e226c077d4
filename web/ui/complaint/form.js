/**
 * Writing a complaint or a suggestion: what, about whom, where; a photo, a file and how to be reached if one likes. What is submitted is on
 * the phone first. A half-written one stays in this tab, for nobody who comes after.
 * @module
 */
import { useRef, useState } from '../../vendor/preact-hooks.js'
import { ComplaintFile, ComplaintFileInputMost } from '../../api/operations.js'
import { keepLetter } from '../../core/letters.js'
import { prepareFile } from '../../core/photo/file.js'
import { prepare } from '../../core/photo/photo.js'
import { kept, lengthOf } from '../../core/text.js'
import { html } from '../html.js'
import { Choices, Pick, Text } from '../parts/fields.js'
import { FileField } from '../parts/files.js'
import { Icon } from '../parts/icons.js'
import { Summary } from '../parts/summary.js'
import { said, words } from '../words.js'
import { toldHere } from './slip.js'

const HERE = 'feedback'
const LEAST = 10
const KINDS = /** @type {const} */ (['COMPLAINT', 'SUGGESTION'])
const ABOUT = /** @type {const} */ (['COMMUNITY', 'STREET', 'UNIT', 'PROGRAM', 'OTHER'])
const BLANK = { kind: '', about: '', unit: '', street: '', community: '', text: '', contact: '' }

/** @typedef {typeof BLANK} Answers */
/** @typedef {import('./places.js').Places} Places */
/** @typedef {import('../../core/types.js').Photo} Photo */

/** @param {{ places: Places | null }} props */
export function Form({ places }) {
  const [answers, setAnswers] = useState(begun)
  const [photos, setPhotos] = useState(/** @type {Photo[]} */ ([]))
  const [files, setFiles] = useState(/** @type {Photo[]} */ ([]))
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}))
  const [busy, setBusy] = useState(false)
  const form = useRef(/** @type {HTMLElement | null} */ (null))
  const { complaint: t, optional, problem } = words.value
  const change = (/** @type {Partial<Answers>} */ some) => {
    const now = { ...answers, ...some }
    setAnswers(now)
    remember(now)
  }
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const wanting = missing(answers, places)
    setErrors(wanting)
    if (busy || Object.keys(wanting).length || !places) return
    setBusy(true)
    try {
      await keepLetter({
        operation: ComplaintFile,
        kind: answers.kind,
        input: inputOf(answers, photos, files),
        photos: [...photos, ...files].map(({ sha256, blob, size }) => ({ sha256, blob, size, type: blob.type })),
      })
      setAnswers(BLANK)
      setPhotos([])
      setFiles([])
      remember(BLANK)
      scrollTo(0, 0)
      document.querySelector('h1')?.focus({ preventScroll: true })
    } catch (error) {
      setErrors({ text: toldHere({ code: /** @type {any} */ (error).code ?? 'UNKNOWN' }) })
    }
    setBusy(false)
  }
  return html`
    <form class="stack no-print" onSubmit=${submit} novalidate ref=${form}>
      <${Summary} errors=${errors} words=${problem.INVALID} />
      <${Choices} id="kind" legend=${t.kindLegend} across=${true} big=${true} value=${answers.kind} error=${errors.kind}
        options=${KINDS.map((value) => ({ value, label: t.kind[value] }))}
        onChange=${(/** @type {string} */ kind) => change({ kind })} />
      <${Choices} id="about" legend=${t.aboutLegend} value=${answers.about} error=${errors.about}
        options=${ABOUT.map((value) => ({ value, label: t.about[value], note: t.aboutHint[value] }))}
        onChange=${(/** @type {string} */ about) => change({ about })} />
      <${Where} answers=${answers} places=${places} errors=${errors} change=${change} />
      <${Text} id="text" label=${t.text} hint=${t.textHint} rows=${5} value=${answers.text} error=${errors.text}
        of=${ComplaintFile} field="text" onInput=${(/** @type {string} */ text) => change({ text })} />
      <${Photos} photos=${photos} onChange=${setPhotos} />
      <${FileField} files=${files} most=${ComplaintFileInputMost.files} take=${prepareFile} onChange=${setFiles}
        label=${html`${t.files}<span class="hint"> ${optional}</span>`} hint=${t.filesHint} />
      <${Text} id="contact" label=${t.contact} hint=${t.contactHint} optional=${true} value=${answers.contact}
        of=${ComplaintFile} field="contact" onInput=${(/** @type {string} */ contact) => change({ contact })} />
      <button type="submit" class="button main tall full" aria-disabled=${busy}>${busy ? t.keeping : t.submit}</button>
    </form>
  `
}

/** @param {{ answers: Answers, places: Places | null, errors: Record<string, string>, change: (some: Partial<Answers>) => void }} props */
function Where({ answers, places, errors, change }) {
  const { complaint: t } = words.value
  if (!places) return html`<p class="strip warn" role="status">${t.noPlaces}</p>`
  const ask = { value: '', label: t.choose }
  const street = places.streets.find(({ area }) => area.code === answers.street)?.area
  const option = (/** @type {{ code: string, name: string }} */ { code, name }) => ({ value: code, label: name })
  const whole = { value: places.district.area.code, label: t.wholeDistrict }
  return html`
    ${answers.about === 'UNIT' && html`
      <${Pick} id="unit" label=${t.unit} value=${answers.unit} error=${errors.unit}
        options=${[ask, ...places.units.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange=${(/** @type {string} */ unit) => change({ unit })} />
    `}
    <${Pick} id="street" label=${t.street} value=${answers.street} error=${errors.street}
      options=${[ask, ...places.streets.map(({ area }) => option(area)), whole]}
      onChange=${(/** @type {string} */ code) => change({ street: code, community: '' })} />
    ${street && html`
      <${Pick} id="community" label=${t.community} value=${answers.community} error=${errors.community}
        options=${[ask, ...street.children.map(option), { value: street.code, label: t.wholeStreet }]}
        onChange=${(/** @type {string} */ community) => change({ community })} />
    `}
  `
}

/** @param {{ photos: Photo[], onChange: (update: (before: Photo[]) => Photo[]) => void }} props */
function Photos({ photos, onChange }) {
  const [trouble, setTrouble] = useState('')
  const { complaint: t, optional, removePhoto } = words.value
  const most = ComplaintFileInputMost.photos
  const take = async (/** @type {any} */ event) => {
    setTrouble('')
    for (const file of [...event.target.files].slice(0, most - photos.length)) {
      const photo = await prepare(file).catch(({ code }) => setTrouble(said(code)))
      if (photo) onChange((before) => [...before.filter(({ sha256 }) => sha256 !== photo.sha256), photo])
    }
    event.target.value = ''
  }
  const remove = (/** @type {string} */ name) => onChange((before) => before.filter(({ sha256 }) => sha256 !== name))
  return html`
    <div class="field" id="photos">
      <span class="label">${t.photos}<span class="hint"> ${optional}</span></span>
      <span class="hint">${t.photosHint}</span>
      ${photos.length > 0 && html`<ul class="photo-strip">${
        photos.map((photo, index) =>
          html`
            <li key=${photo.sha256}><${Taken} photo=${photo} alt=${t.photoAlt(index + 1)} />
              <button type="button" class="button plain icon-only" aria-label=${`${removePhoto} ${index + 1}`}
                onClick=${() => remove(photo.sha256)}><${Icon} name="close" /></button></li>
          `
        )
      }</ul>`}
      ${photos.length < most && html`
        <label class="button full file"><${Icon} name="camera" /><span>${t.addPhoto}</span>
          <input type="file" accept="image/*" multiple onChange=${take} /></label>
      `}
      ${trouble && html`<p class="error" role="alert">${trouble}</p>`}
    </div>
  `
}

/** @param {{ photo: Photo, alt: string }} props */
function Taken({ photo, alt }) {
  const [url] = useState(() => URL.createObjectURL(photo.blob))
  return html`<img class="thumb" src=${url} alt=${alt} width="96" height="96" />`
}

/** @param {Answers} answers @param {Photo[]} photos @param {Photo[]} files */
function inputOf({ kind, about, unit, street, community, text, contact }, photos, files) {
  return {
    kind,
    about,
    aboutUnitId: about === 'UNIT' ? unit : null,
    area: community || street,
    text: text.trim(),
    contact: contact.trim() || null,
    photos: photos.map(({ sha256 }) => sha256),
    files: files.map(({ sha256 }) => sha256),
  }
}

/** Whether the server would find it too short. @param {string} text */
export function tooShort(text) {
  return lengthOf(kept(text)) < LEAST
}

/** What is still to be said, by field. @param {Answers} answers @param {Places | null} places */
function missing({ kind, about, unit, street, community, text }, places) {
  const { complaint: { need, noPlaces } } = words.value
  /** @type {Record<string, string>} */
  const found = {}
  if (!kind) found.kind = need.kind
  if (!about) found.about = need.about
  if (!places) found.street = noPlaces
  if (places && about === 'UNIT' && !unit) found.unit = need.unit
  if (places && !street) found.street = need.street
  if (street.length === 9 && !community) found.community = need.community
  if (tooShort(text)) found.text = need.text
  return found
}

/** @returns {Answers} what this tab had */
function begun() {
  try {
    return { ...BLANK, ...JSON.parse(sessionStorage.getItem(HERE) ?? '{}') }
  } catch {
    return BLANK
  }
}

/** @param {Answers} answers */
function remember(answers) {
  try {
    sessionStorage.setItem(HERE, JSON.stringify(answers))
  } catch {
    // it stays on the screen
  }
}
