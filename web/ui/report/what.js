/**
 * V04: what is it? Six tiles, fixed once drawn; one tap leads on.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { Text } from '../parts/fields.js'
import { catalogue, chose, isOther, tiles, useFound } from '../suggest.js'
import { named, words } from '../words.js'

/** @param {{ answers: import('./answers.js').Answers, change: (change: any) => void, walk: (step: number) => void }} props */
export function WhatStep({ answers, change, walk }) {
  const [usual, setUsual] = useState(/** @type {import('../suggest.js').IncidentClass[]} */ ([]))
  const [search, setSearch] = useState('')
  const [everything, showEverything] = useState(false)
  const [saying, say] = useState(Boolean(answers.text))
  const [error, setError] = useState('')
  const line = useRef(/** @type {HTMLElement | null} */ (null))
  useEffect(() => void tiles().then(setUsual), [Boolean(catalogue.value)])
  const t = words.value.report
  const pick = (/** @type {import('../suggest.js').IncidentClass} */ one) => {
    change({ classCode: one.code, className: named(one), severity: null })
    if (isOther(one) && !answers.text.trim()) {
      say(true)
      setError(t.lineNeeded)
      setTimeout(() => document.getElementById('line')?.focus())
      return
    }
    void chose(one.code)
    walk(3)
  }
  const hits = useFound(search)?.slice(0, 30)
  const chosen = catalogue.value?.classes.find((one) => one.code === answers.classCode)
  return html`<div class="ask" ref=${line}><h2>${t.whatAsk}</h2>
    <${Text} id="class-search" label=${t.search} value=${search} onInput=${setSearch} type="search" />
    ${
    hits
      ? html`<${Tiles} classes=${hits} chosen=${answers.classCode} onPick=${pick} none=${t.noClass(search)} />`
      : everything
      ? html`<${All} chosen=${answers.classCode} onPick=${pick} />`
      : html`<${Tiles} classes=${usual} chosen=${answers.classCode} onPick=${pick} />`
  }
    <p class="note">${t.tapGoes}</p>
    <div class="two">
      <button type="button" class="button full" aria-pressed=${everything} onClick=${() =>
    showEverything(!everything)}>${everything ? t.fewClasses : t.allClasses}</button>
      <button type="button" class="button full" aria-pressed=${saying} onClick=${() => say(!saying)}>${t.sayIt}</button>
    </div>
    ${
    saying && html`
      <${Text} id="line" label=${t.addLine} hint=${t.sayHint} value=${answers.text} rows=${2} error=${error}
        onInput=${(/** @type {string} */ text) => (setError(''), change({ text }))} />
    `
  }
    </div>
    ${
    chosen && html`
      <div
        class="acts"><button type="button" class="button main tall full" onClick=${() => pick(chosen)}>${t.next}${words
          .value.join}${named(chosen)}</button></div>
    `
  }`
}

/** @param {{ classes: import('../suggest.js').IncidentClass[], chosen: string | null, onPick: (one: any) => void, none?: string }} props */
function Tiles({ classes, chosen, onPick, none }) {
  if (classes.length === 0) return none ? html`<p class="note" role="status">${none}</p>` : null
  return html`<div class="tiles">${
    classes.map((one) =>
      html`<button type="button" key=${one.code} class="button" aria-pressed=${one.code === chosen} onClick=${() =>
        onPick(one)}>${named(one)}</button>`
    )
  }</div>`
}

/** All classes under their majors. @param {{ chosen: string | null, onPick: (one: any) => void }} props */
function All({ chosen, onPick }) {
  const { majors = [], classes = [] } = catalogue.value ?? {}
  return html`<div class="stack-close">${
    majors.map((major) =>
      html`
        <details key=${`${major.kind}${major.code}`}>
          <summary>${named(major)}</summary>
          <${Tiles} classes=${classes.filter((one) =>
            one.major.code === major.code
          )} chosen=${chosen} onPick=${onPick} />
        </details>
      `
    )
  }</div>`
}
