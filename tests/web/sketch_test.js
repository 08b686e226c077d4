/**
 * The sketch map: what lies on it is drawn for a view, and not with each letter that is typed beside it.
 * @module
 */
import { settled, shown } from './stage.js'
import { signal } from '../../web/vendor/signals.js'
import { html } from '../../web/ui/html.js'
import { Sketch } from '../../web/ui/map/sketch.js'
import { need } from '../../web/ui/words.js'
import { is, test } from './saying.js'

test('a letter typed beside a map draws none of its houses anew; a place that is moved draws them', async () => {
  await need(['shared'])
  const [text, lat] = [signal(''), signal(40.031)]
  let drawn = 0
  const layer = { code: '140214018001', grids: [] }
  const ground = { layer, withNeighbours: (/** @type {any[]} */ all) => all, Ground: () => (drawn++, null) }
  /** @type {any[]} */
  const grids = []
  const screen = shown(() => {
    const point = { lat: lat.value, lon: 113.1507 }
    return html`
      <p>${text.value}</p>
      <${Sketch} centre=${point} grids=${grids} ground=${ground} me=${{
        ...point,
        accuracyM: 8,
      }} label=${`图 ${text.value}`}
        onTap=${() => {}} />
    `
  })
  await settled()
  is(drawn, 1)
  for (const letter of '井盖坏了') {
    text.value += letter
    await settled()
  }
  is(screen.all('p')[0].textContent, '井盖坏了')
  is(drawn, 1)
  lat.value = 40.032
  await settled()
  is(drawn, 2)
  screen.gone()
})
