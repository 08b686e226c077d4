/**
 * Search and filter chips above a list. The filter lives in the address; the search waits until one stops typing, asks nothing while
 * an input method composes, and leaves the field alone that somebody types in.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { need, said, words } from '../words.js'

/** No search of so few characters is more than one takes. */
const SHORT = 30

/** @param {{ value: string, onSearch: (text: string) => void, id?: string, hint?: string }} props `hint`: what may be typed */
export function Search({ value, onSearch, id = 'search', hint }) {
  const [text, setText] = useState(value)
  const [error, setError] = useState('')
  const [composing, compose] = useState(false)
  const own = useRef(value) // what this box asked for last: any other value comes from elsewhere, and is shown
  const search = async () => {
    const long = text.length > SHORT && (await import('../../core/replica/filtering.js')).isLong(text)
    if (long) await need(['typed'])
    setError(long ? said('SEARCH_LONG') : '')
    if (!long) onSearch(own.current = text.trim())
  }
  useEffect(() => {
    if (value !== own.current) setText(value)
    own.current = value
  }, [value])
  useEffect(() => {
    if (composing || text.trim() === value) return
    const timer = setTimeout(search, 350)
    return () => clearTimeout(timer)
  }, [text, composing])
  const clear = () => {
    setText('')
    onSearch(own.current = '')
  }
  const { list } = words.value
  return html`<form role="search" class="with-button" onSubmit=${(
    /** @type {Event} */ event,
  ) => (event.preventDefault(), void search())}>
    <div class="field"><label class="unseen" for=${id}>${list.searchLabel}</label>
      <input id=${id} type="search" placeholder=${hint ?? list.search} value=${text} onInput=${(
    /** @type {any} */ event,
  ) => setText(event.target.value)} onCompositionStart=${() => compose(true)} onCompositionEnd=${() =>
    compose(false)} enterkeyhint="search" aria-invalid=${error ? 'true' : undefined} />${
    error && html`<span class="error" role="alert">${error}</span>`
  }</div>
    ${value && html`<button type="button" class="button" onClick=${clear}>${list.clear}</button>`}
  </form>`
}

/** @param {{ chips: { key: string, label: string, count?: number | null }[], chosen: string, onChoose: (key: string) => void }} props */
export function Chips({ chips, chosen, onChoose }) {
  return html`<div class="filters" role="group" aria-label=${words.value.list.filters}>${
    chips.map(({ key, label, count }) =>
      html`<button type="button" key=${key} aria-pressed=${key === chosen} onClick=${() => onChoose(key)}>${label}${
        typeof count === 'number'
          ? html`
            <span class="figures">${count.toLocaleString(words.value.locale)}</span>
          `
          : ''
      }</button>`
    )
  }</div>`
}

/** "再看 30 条". @param {{ feed: any }} props */
export function More({ feed }) {
  const t = words.value
  if (!feed.hasMore) return null
  return html`<button type="button" class="button full" aria-disabled=${feed.nextBusy} onClick=${() =>
    !feed.nextBusy && feed.next()}>${feed.nextBusy ? t.waiting : t.more}</button>`
}
