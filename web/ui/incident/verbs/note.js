/**
 * 追加说明: a line and photos by anyone who sees the incident. It goes through the outbox and never conflicts.
 * @module
 */
import { useRef, useState } from '../../../vendor/preact-hooks.js'
import { IncidentNoteInputMost, Note } from '../../../api/operations.js'
import { html } from '../../html.js'
import { Text } from '../../parts/fields.js'
import { PhotoField } from '../../parts/photo_field.js'
import { toast } from '../../parts/toast.js'
import { useSettled } from '../../shrinking.js'
import { toldOf, words } from '../../words.js'
import { keepStep, SubmitActs } from '../../parts/act.js'

/** @typedef {import('../../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

/** @param {{ incident: Incident, onKept: () => void }} props */
export function NoteSheet({ incident, onKept }) {
  const [text, setText] = useState('')
  const [photos, setPhotos] = useState(/** @type {import('../../../core/types.js').RowPhoto[]} */ ([]))
  const latest = useRef(photos)
  const photosThere = useSettled()
  const { f, step } = words.value
  const update = (/** @type {(before: typeof photos) => typeof photos} */ change) =>
    setPhotos(latest.current = change(latest.current))
  const submit = async () => {
    if (!(await photosThere())) return
    const photos = latest.current
    try {
      await keepStep(Note, incident, { text }, { photos, form: { text, photos }, verb: step.NOTE })
      toast({ text: f.kept })
      onKept()
    } catch (error) {
      toast({ text: toldOf(error) })
    }
  }
  const off = text.trim() || photos.length ? '' : f.noteHint
  return html`
    <${Text} id="note" label=${f.note} value=${text} rows=${3} onInput=${setText} />
    <${PhotoField} photos=${photos} most=${IncidentNoteInputMost.photos} kind="EVIDENCE" label=${f.photoOf(
      words.value.photoKind.EVIDENCE,
    )} onChange=${update} />
    <${SubmitActs} kept=${true} label=${f.noteSend} busy=${false} off=${off} onSubmit=${submit} />
  `
}
