/**
 * Paper by our own buttons: what is printed bears its dates before the printer is asked.
 * @module
 */
import { shown } from './stage.js'
import { html } from '../../web/ui/html.js'
import { Time } from '../../web/ui/clock.js'
import { print } from '../../web/ui/paper.js'
import { is, test } from './saying.js'

test('who prints by a button gets the dates, and the screen goes back to what it said', async () => {
  const page = shown(() => html`<${Time} at="2026-03-09T07:02:00Z" />`)
  const before = page.text()
  const paper = await new Promise((done) => {
    globalThis.print = () => done(page.text())
    print()
  })
  is(paper, '2026年3月9日 15:02')
  dispatchEvent(new Event('afterprint'))
  await new Promise((go) => setTimeout(go, 5))
  is(page.text(), before)
  page.gone()
})
