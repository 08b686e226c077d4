/** How much more time somebody asks for: in the hours of which a limit is made, though it is kept in minutes. */
import './stage.js'
import { counted } from '../../web/ui/incident/verbs/asking.js'
import { equal, test } from './saying.js'

test('four hours more are asked for as 240 minutes, two days as two', () => {
  equal(counted({ kind: 'CONT', amount: 1440 }), { kind: 'CONT', times: 60 })
  equal(counted({ kind: 'WH', amount: 480 }), { kind: 'WH', times: 60 })
  equal(counted({ kind: 'WD', amount: 5 }), { kind: 'WD', times: 1 })
  equal(counted({ kind: 'CONT', amount: 90 }), { kind: 'MINUTES', times: 1 })
})
