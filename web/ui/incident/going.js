/**
 * Going to the place of a case: by the map app of the phone, or by its address as text.
 *
 * `geo:` carries WGS-84 as it is: that is what RFC 5870 says of it, and by what people report the map apps in use here (高德, 百度) take
 * it so and move it themselves to the datum that they draw in; a point turned to GCJ-02 first lies some 500 m off in them
 * (github.com/jakubvalenta/geoshare, issue 280). Not tried on phones by us. iOS has no app for `geo:`; there its own maps open by `maps:`.
 * @module
 */
import { html } from '../html.js'
import { toast } from '../parts/toast.js'
import { words } from '../words.js'

/**
 * @param {{ lat: number, lon: number }} place
 * @param {string} name
 * @param {string} [agent]
 */
export function wayTo({ lat, lon }, name, agent = navigator.userAgent) {
  const at = `${lat.toFixed(6)},${lon.toFixed(6)}`
  const label = encodeURIComponent(name.replace(/[()]/g, ' '))
  return /iPhone|iPad/.test(agent) ? `maps:?ll=${at}&q=${label}` : `geo:${at}?q=${at}(${label})`
}

/** @param {{ place: any, text: string }} props `text`: the place in words */
export function Going({ place, text }) {
  const t = words.value.spot
  if (!t) return null
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast({ text: t.copied }),
      () => toast({ text: t.notCopied(text) }),
    )
  return html`<div class="row no-print">
    ${typeof place.lat === 'number' && html`<a class="button" href=${wayTo(place, text)}>${t.goThere}</a>`}
    <button type="button" class="button" onClick=${copy}>${t.copy}</button>
  </div>`
}
