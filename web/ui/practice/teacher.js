/**
 * Who answers in 练习 instead of the server: on this phone, out of the lesson, as much as the screens of the lesson ask.
 * @module
 */
import {
  Check,
  Digests,
  Feed,
  IncidentDetail,
  IncidentStates,
  Note,
  Notices,
  Pull,
  Reference,
  Report,
  SelfResolve,
  SyncFacts,
  Today,
  Verify,
  Viewer,
  Waiting,
  WhistleAck,
  WhistleArrive,
  WhistleDetail,
  WhistleFinish,
  Whistles,
  WhistleScore,
  WhistleStart,
} from '../../api/operations.js'
import { incident, listed, today } from '../../core/replica/copy.js'
import { held } from './lesson.js'

/** @typedef {import('./lesson.js').Seed} Seed */
/** @typedef {import('./lesson.js').Lesson} Lesson */
/** @typedef {import('./lesson.js').Held} Held */
/** @typedef {{ id?: string, opId?: string, verdict?: string, text?: string, eta?: string, needed?: boolean, fitted?: boolean, classCode?: string, place?: Held['place'] }} Input */
/** @typedef {{ documentId?: string, variables?: { input?: Input, id?: string, filter?: Input, cursor?: string | null } }} Asked */

const NOBODY = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, total: { count: 0, exact: true } }
/** What a step makes of a case. @type {Record<string, (input: Input) => Partial<Held>>} */
const CASE = {
  Verify: ({ verdict }) =>
    verdict === 'TRUE' ? { state: 'PENDING_FILING', awaits: 'FILER' } : { state: 'REPORTED', awaits: 'INTAKE' },
  Check: ({ verdict }) =>
    verdict === 'TRUE'
      ? { state: 'CLOSED', awaits: 'NOBODY', closedAt: now() }
      : { state: 'IN_PROGRESS', awaits: 'UNIT' },
  SelfResolve: () => ({ state: 'CLOSED', awaits: 'NOBODY', closedAt: now() }),
  Note: () => ({}),
}
/** What a step makes of the called unit, and what it may do then. @type {Record<string, [import('./lesson.js').Party['state'], string[], number]>} */
const PARTY = {
  WhistleAck: ['ACKED', ['ARRIVE'], 0],
  WhistleArrive: ['ARRIVED', ['START', 'FINISH'], 1],
  WhistleStart: ['WORKING', ['FINISH'], 1],
  WhistleFinish: ['DONE', ['SCORE'], 2],
  WhistleScore: ['DONE', [], 2],
}
const KNOWN = [
  Check,
  Digests,
  Feed,
  IncidentDetail,
  IncidentStates,
  Note,
  Notices,
  Pull,
  Reference,
  Report,
  SelfResolve,
  SyncFacts,
  Today,
  Verify,
  Viewer,
  Waiting,
  WhistleAck,
  WhistleArrive,
  WhistleDetail,
  WhistleFinish,
  WhistleScore,
  WhistleStart,
  Whistles,
]
const NAMES = new Map(KNOWN.map(({ id, name }) => [id, name]))

const ROAD = /** @type {const} */ (['FOUND', 'CALLED', 'COORDINATED', 'GRADED', 'HANDLED', 'CHECKED', 'RATED'])
/** How far along that road a case is. @type {Record<string, number>} */
const REACHED = { REPORTED: 1, VERIFYING: 1, PENDING_FILING: 2, IN_PROGRESS: 4, CHECKING: 5, CLOSED: 7 }

/** @param {string} state */
function stepper(state) {
  const here = REACHED[state] ?? 0
  return ROAD.map((key, n) => {
    const status = n < here ? 'DONE' : n === here ? 'CURRENT' : 'AHEAD'
    return { key, status, at: null, by: null, round: 1 }
  })
}

function now() {
  return new Date().toISOString()
}

export class Teacher {
  /** @param {Seed} seed @param {Lesson} lesson @param {(lesson: Lesson) => void} keep called with what is to be known after a reload */
  constructor(seed, lesson, keep) {
    this.seed = seed
    this.lesson = lesson
    this.keep = keep
  }

  /**
   * @param {string} path
   * @param {string} method
   * @param {Asked | null} body
   * @returns {Promise<{ status: number, body: {} }>}
   */
  async answer(path, method, body) {
    const { person } = this.seed
    if (path === '/session' && method === 'GET') return { status: 200, body: { person } }
    if (path.startsWith('/media/') && method === 'PUT') return { status: 200, body: { sha256: path.slice(7) } }
    const data = path === '/graphql' && body
      ? await this.#told(NAMES.get(body.documentId ?? '') ?? '', body.variables ?? {})
      : null
    if (data) return { status: 200, body: { data } }
    return { status: 200, body: { errors: [{ message: 'practice', extensions: { code: 'FORBIDDEN' } }] } }
  }

  /** @param {string} name of the operation @param {NonNullable<Asked['variables']>} given */
  async #told(name, { input, id = '', filter = {}, cursor }) {
    const { seed: { viewer, person, reference }, lesson } = this
    if (input) return this.#done(name, input)
    switch (name) {
      case 'Viewer':
        return { viewer }
      case 'Reference':
        return { viewer: { person }, pull: { reference } }
      case 'Pull':
        return { viewer: { person }, pull: this.#page(cursor ?? null) }
      case 'SyncFacts':
        return { viewer: { person }, syncKeys: { epoch: 'practice', receiptKey: '', carryKey: '' } }
      case 'Waiting':
        return { todo: { total: { count: 0, exact: true } }, noticesUnread: 0 }
      case 'Notices':
        return { notices: NOBODY }
      case 'Digests':
        return { digests: [] }
      case 'Today':
        return (await today())?.value ?? { todo: NOBODY }
      case 'Feed':
        return (await listed(filter, 'URGENT_FIRST').catch(() => null))?.value ?? { incidents: NOBODY }
      case 'IncidentStates':
        return {
          incidents: { ...NOBODY, nodes: lesson.cases.map((one) => ({ ...one, closureKind: null, stepper: [] })) },
        }
      case 'IncidentDetail': {
        const found = await incident(id, null)
        return found &&
          { incident: { ...found.value.incident, brief: false, stepper: stepper(found.value.incident.state) } }
      }
      case 'WhistleDetail':
        return { node: lesson.whistle }
      case 'Whistles':
        return { whistles: { ...NOBODY, nodes: [lesson.whistle] } }
      default:
        return null
    }
  }

  /** @param {string | null} cursor */
  #page(cursor) {
    const { cases, turn } = this.lesson
    return {
      epoch: 'practice',
      cursor: `practice ${turn}`,
      more: false,
      reset: cursor === null,
      gone: [],
      keepClosedDays: 7,
      incidents: cases,
      reference: null,
    }
  }

  /** @param {string} name @param {Input} input */
  #done(name, input) {
    if (name in PARTY) return { done: { whistle: this.#party(name, input), ...this.#receipt(input) } }
    if (name === 'Report' && !this.lesson.cases.some(({ id }) => id === input.id)) {
      const { place, classCode } = input
      const kind = this.seed.reference.catalogue.classes.find(({ code }) => code === classCode)
      const made = held(this.seed, kind, {
        id: String(input.id),
        text: String(input.text ?? ''),
        dueAt: null,
        warnAt: null,
      })
      this.lesson.cases.push({
        ...made,
        place: { ...made.place, ...place },
        reporter: this.seed.person,
        assignee: null,
      })
    }
    const at = this.lesson.cases.findIndex(({ id }) => id === input.id)
    const before = this.lesson.cases[at]
    const change = CASE[name]
    if (!before || (!change && name !== 'Report')) return null
    const { id, version, number, state } = before
    if (!change) return { done: { incident: { id, version, number, state }, ...this.#receipt(input) } }
    const after = { ...before, ...change(input), version: version + 1, changedAt: now() }
    this.lesson.cases[at] = after
    return { done: { incident: { id, version: after.version, number, state: after.state }, ...this.#receipt(input) } }
  }

  /** @param {string} name @param {Input} input */
  #party(name, input) {
    const { whistle } = this.lesson
    const [state, steps, reached] = PARTY[name] ?? ['CALLED', [], 0]
    const parties = whistle.parties.map((party) => ({
      ...party,
      version: party.version + 1,
      state,
      eta: name === 'WhistleAck' ? String(input.eta) : party.eta,
      call: name === 'WhistleScore'
        ? { needed: Boolean(input.needed), fitted: Boolean(input.fitted), text: String(input.text ?? ''), at: now() }
        : party.call,
      board: party.board.map((stage, n) => ({
        ...stage,
        at: n === reached ? stage.at ?? now() : stage.at,
        light: n === reached + 1 ? /** @type {const} */ ('GREEN') : /** @type {const} */ ('NONE'),
      })),
      allowedSteps: steps.map((step) => ({
        step: /** @type {import('./lesson.js').Party['allowedSteps'][number]['step']} */ (step),
        allowed: true,
        why: null,
      })),
    }))
    this.lesson.whistle = { ...whistle, parties, version: whistle.version + 1, changedAt: now() }
    return this.lesson.whistle
  }

  /** @param {Input} input */
  #receipt(input) {
    this.lesson.turn++
    this.keep(this.lesson)
    return {
      receipt: { opId: input.opId, at: now(), code: 'LX00-LX00', statement: null, signature: null, clockOff: null },
      problems: [],
    }
  }
}
