/**
 * What there is to practise: two cases and a whistle, made up of what this phone refers to, in the shapes that the server gives.
 * @module
 */
import { uuid7 } from '../../core/ids.js'

/** @typedef {import('../../api/operations.js').Held} Held */
/** @typedef {import('../../api/operations.js').WhistleFull} Whistle */
/** @typedef {import('../../api/operations.js').PartyRow} Party */
/** @typedef {import('../../api/operations.js').ViewerData['viewer']} Viewer */
/** @typedef {typeof import('../../words/practice.zh.js').zh_practice.practice.lesson} Words */
/** @typedef {{ code: string, name: string, nameEn: string, selfResolve?: boolean }} Class */
/** @typedef {{ code: string, name: string, path: string, lat: number, lon: number }} Grid */
/**
 * @typedef Seed what is taken along from this phone
 * @property {Words} t @property {{ id: string, name: string }} person @property {Viewer} viewer
 * @property {{ version: string, catalogue: { classes: Class[] }, grids: Grid[] }} reference
 */
/** @typedef {{ cases: Held[], whistle: Whistle, turn: number }} Lesson `turn`: how often something was done */

const HOUR = 3600_000
/** Whoever plays the others. @param {Words} t */
const other = (t) => ({ id: '00000000-0000-7000-8000-000000000001', name: t.other })
/** For whom whistles blow. @param {Words} t */
export const unitOf = (t) => ({ id: '00000000-0000-7000-8000-000000000002', name: t.unit })

/** @param {number} ms from now */
const at = (ms) => new Date(Date.now() + ms).toISOString()

/** Their own grid, else any. @param {Seed} seed @returns {Grid} */
export function gridOf({ viewer, reference: { grids }, t }) {
  const mine = new Set(viewer.posts.map(({ area }) => area.code))
  const near = viewer.posts[0]?.area.code ?? ''
  const found = grids.find(({ code }) => mine.has(code)) ?? grids.find(({ code }) => code.startsWith(near)) ?? grids[0]
  return found ?? { code: 'practice', name: t.grid, path: t.grid, lat: 0, lon: 0 }
}

/** @param {Seed} seed @returns {Lesson} */
export function lesson(seed) {
  const [first, second = first, third = second] = seed.reference.catalogue.classes
  const verifying = held(seed, first, {
    state: 'VERIFYING',
    awaits: 'VERIFIER',
    text: seed.t.verifying,
  })
  const checking = held(seed, second, {
    state: 'CHECKING',
    awaits: 'CHECKER',
    severity: 2,
    text: seed.t.checking,
    dueAt: at(HOUR / 2),
    warnAt: at(-60_000),
  })
  return { cases: [verifying, checking], whistle: whistle(seed, third), turn: 0 }
}

/** @param {Seed} seed @param {Class | undefined} kind @param {Partial<Held>} more @returns {Held} */
export function held(seed, kind, more) {
  const grid = gridOf(seed)
  return {
    id: uuid7(),
    version: 1,
    number: seed.t.number,
    state: 'REPORTED',
    awaits: 'INTAKE',
    level: 1,
    severity: 1,
    light: 'GREEN',
    channel: 'PATROL',
    text: '',
    incidentClass: { code: kind?.code ?? '' },
    place: { ...placeOf(grid), address: seed.t.address },
    grid: { code: grid.code, name: grid.name },
    leadUnit: null,
    assignee: { ...seed.person },
    reporter: other(seed.t),
    rating: null,
    condition: null,
    dueAt: at(3 * HOUR),
    warnAt: at(2 * HOUR),
    receivedAt: at(-HOUR),
    changedAt: at(-HOUR),
    closedAt: null,
    ...more,
  }
}

/** @param {Grid} grid @returns {Held['place']} */
function placeOf({ lat, lon }) {
  return { lat, lon, accuracyM: null, source: 'PIN', address: '', building: '', unitDoor: '', floor: '' }
}

/** A call of this person's unit, which has not answered. @param {Seed} seed @param {Class | undefined} kind @returns {Whistle} */
function whistle(seed, kind) {
  const grid = gridOf(seed)
  const { t } = seed
  const about = { code: kind?.code ?? '', name: kind?.name ?? '', nameEn: kind?.nameEn ?? '' }
  const where = { code: grid.code, name: grid.name, path: grid.path }
  return {
    ...EMPTY,
    number: t.whistle,
    reason: t.reason,
    meetingPoint: t.meetingPoint,
    id: uuid7(),
    dueAt: at(HOUR / 2),
    warnAt: at(HOUR / 4),
    draftedAt: at(-120_000),
    submittedAt: at(-120_000),
    blownAt: at(-60_000),
    changedAt: at(-60_000),
    street: { code: grid.code.slice(0, 9), name: t.street },
    grid: { ...where, lat: grid.lat, lon: grid.lon },
    draftedBy: other(t),
    approvedBy: other(t),
    incident: {
      id: uuid7(),
      version: 1,
      number: t.number,
      state: 'DISPATCHED',
      severity: 2,
      level: 2,
      incidentClass: about,
      place: { ...placeOf(grid), address: seed.t.address },
      grid: where,
      allowedSteps: [],
    },
    parties: [called(t)],
  }
}

/** @type {Omit<Whistle, 'id' | 'number' | 'reason' | 'meetingPoint' | 'dueAt' | 'warnAt' | 'draftedAt' | 'submittedAt' | 'blownAt' | 'changedAt' | 'street' | 'grid' | 'draftedBy' | 'approvedBy' | 'incident' | 'parties'>} */
const EMPTY = {
  version: 1,
  state: 'BLOWN',
  kind: 'JOINT_ENFORCEMENT',
  light: 'GREEN',
  meetAt: null,
  doneBy: null,
  conclusion: '',
  costNote: '',
  awaitsReview: false,
  reviewDueAt: null,
  reviewedAt: null,
  justified: null,
  jointAt: null,
  concludedAt: null,
  endedAt: null,
  matter: null,
  reviewedBy: null,
  allowedSteps: [],
  events: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
}

/** @param {Words} t @returns {Party} */
function called(t) {
  const stages = /** @type {const} */ (['ACK', 'ARRIVE', 'DONE', 'SIGN'])
  return {
    id: uuid7(),
    version: 1,
    part: 'ASSIST',
    task: t.task,
    state: 'CALLED',
    light: 'GREEN',
    calledAt: at(-60_000),
    eta: null,
    arrival: null,
    arrivalM: null,
    arrivalReason: '',
    sentBack: 0,
    silence: 0,
    urgedAt: null,
    endedAt: null,
    unit: { ...unitOf(t), kind: 'ENFORCEMENT', phone: '', hours: '' },
    ackedBy: null,
    arrivedBy: null,
    objection: null,
    results: [],
    board: stages.map((key, n) => ({
      key,
      at: null,
      dueAt: at((n + 1) * HOUR / 2),
      light: n === 0 ? 'GREEN' : 'NONE',
      late: false,
    })),
    marks: null,
    call: null,
    allowedSteps: [{ step: 'ACK', allowed: true, why: null }],
  }
}
