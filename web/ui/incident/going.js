/**
 * Going to the place of a case: by the map app of the phone, or by its address as text.
 *
 * `geo:` carries WGS-84 as it is: that is what RFC 5870 says of it, and by what people report the map apps in use here (高德, 百度) take
 * it so and move it themselves to the datum that they draw in; a point turned to GCJ-02 first lies some 500 m off in them
 * (github.com/jakubvalenta/geoshare, issue 280). Not tried on phones by us. iOS has no app for `geo:`; there its own maps open by `maps:`.
 * @module
 */
import { copied } from '../copied.js'
import { html } from '../html.js'
import { toast } from '../parts/toast.js'
import { words } from '../words.js'

/** Devices that go along, and have an app for such an address. */
const CARRIED = /Android|HarmonyOS|iPhone|iPad|Mobile/

/**
 * @param {{ lat?: number | null, lon?: number | null }} place
 * @param {string} name
 * @param {string} [agent]
 * @returns {string | null} null where there is no point, and on a desk: nothing there opens it
 */
export function wayTo({ lat, lon }, name, agent = agentHere()) {
  if (typeof lat !== 'number' || typeof lon !== 'number' || !CARRIED.test(agent)) return null
  const at = `${lat.toFixed(6)},${lon.toFixed(6)}`
  const label = encodeURIComponent(name.replace(/[()]/g, ' '))
  return /iPhone|iPad/.test(agent) ? `maps:?ll=${at}&q=${label}` : `geo:${at}?q=${at}(${label})`
}

/** As it calls itself; an iPad calls itself a Mac, which has no fingers. */
function agentHere() {
  const { userAgent, maxTouchPoints } = navigator
  return maxTouchPoints > 1 && userAgent.includes('Macintosh') ? 'iPad' : userAgent
}

/** @param {{ place: any, text: string }} props `text`: the place in words */
export function Going({ place, text }) {
  const t = words.value.spot
  if (!t) return null
  const way = wayTo(place, text)
  const copy = async () => toast({ text: await copied(text) ? t.copied : t.notCopied(text) })
  return html`<div class="row no-print">
    ${way && html`<a class="button" href=${way}>${t.goThere}</a>`}
    <button type="button" class="button" onClick=${copy}>${t.copy}</button>
  </div>`
}
