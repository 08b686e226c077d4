/**
 * Files of a form: those chosen, a way to remove them, a way to add. What becomes of a chosen one the form says.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { sizeOf } from '../outbox/unsent.js'
import { said, words } from '../words.js'
import { Icon } from './icons.js'

/**
 * @template {{ sha256: string, size: number }} F
 * @param {{ files: F[], label: any, hint?: string, most: number, error?: string, take: (file: File) => Promise<F>,
 *   onChange: (update: (before: F[]) => F[]) => void }} props `take`: throws an Error with a code
 */
export function FileField({ files, label, hint, most, error, take, onChange }) {
  const [trouble, setTrouble] = useState('')
  const { file: t } = words.value
  const without = (/** @type {string} */ name) => (/** @type {F[]} */ before) =>
    before.filter(({ sha256 }) => sha256 !== name)
  const chosen = async (/** @type {any} */ event) => {
    setTrouble('')
    for (const file of [...event.target.files].slice(0, most - files.length)) {
      const taken = await take(file).catch(({ code }) => setTrouble(said(code)))
      if (taken) onChange((before) => [...without(taken.sha256)(before), taken])
    }
    event.target.value = ''
  }
  return html`
    <div class="field" id="files" tabindex="-1">
      <span class="label">${label}</span>${hint && html`<span class="hint">${hint}</span>`}
      ${files.length > 0 && html`<ul class="stack-close">${
        files.map(({ sha256, size }, index) =>
          html`
            <li key=${sha256} class="spread"><span>${t.one(index + 1)} · ${sizeOf(size)}</span>
              <button type="button" class="button plain icon-only" aria-label=${t.remove(index + 1)}
                onClick=${() => onChange(without(sha256))}><${Icon} name="close" /></button></li>
          `
        )
      }</ul>`}
      ${files.length < most && html`
        <label class="button full file"><${Icon} name="approvals" /><span>${t.add}</span>
          <input type="file" accept="application/pdf,.pdf" multiple onChange=${chosen} /></label>
      `}
      ${(error || trouble) && html`<p class="error" role="alert">${error || trouble}</p>`}
    </div>
  `
}
