/**
 * 责任时间 as the screen shows it while the incident changes, and where the server cannot be asked.
 * @module
 */
import { shown, until } from './stage.js'
import { h } from '../../web/vendor/preact.js'
import { signal } from '../../web/vendor/signals.js'
import { stamp } from '../../web/ui/clock.js'
import { TimesOfIncident } from '../../web/api/operations.js'
import { HeldIncident } from '../../web/ui/parts/held.js'
import { useTimes } from '../../web/ui/parts/held_times.js'
import { need, words } from '../../web/ui/words.js'
import { equal, test } from './saying.js'
import { json, scene } from './scene.js'

const [START, END] = ['2026-11-20T01:00:00Z', '2026-11-20T02:00:00Z']
const STRETCH = {
  eventId: 'e',
  state: 'FILED',
  startsAt: START,
  endsAt: END,
  running: true,
  paused: false,
  workMinutes: 60, // deno-fmt-ignore-line
  unit: { name: '城管大队' },
  area: null,
}
const version = signal(1)

/** Another version comes as the page draws itself again. */
function Incident() {
  return h(HeldIncident, { times: useTimes(TimesOfIncident, 'i', version.value), onStory() {} })
}

test('who had it stays on the screen while it is read again, and 此刻 is only what the server has just said', async () => {
  await need(['held', 'incident'])
  const server = await scene()
  server.trouble = ({ body }) => body && json({ data: { incident: { id: 'i', responsibleTimes: [STRETCH] } } })
  const bar = shown(Incident)
  const says = () => [bar.text().includes('城管大队'), bar.text().includes(words.peek().held.now)]
  await until(() => says()[1])
  equal(says(), [true, true])
  server.trouble = () => 'cut'
  version.value = 2
  const asked = server.heard.length
  await new Promise((go) => setTimeout(go, 0))
  equal(says()[0], true)
  await until(() => server.heard.length > asked && !says()[1])
  equal([...says(), bar.text().includes(stamp(END))], [true, false, true])
  equal(server.heard.length > asked, true)
  bar.gone()
})
