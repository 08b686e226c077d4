/**
 * A server that gives pages of a phone's copy, as they are told beforehand.
 * @module
 */
import { setFact } from '../../web/core/replica/store.js'
import { json, scene } from './scene.js'

/** @param {string} id @param {any} [more] */
export function held(id, more = {}) {
  const at = new Date().toISOString()
  return {
    id,
    version: 1,
    state: 'REPORTED',
    severity: 1,
    light: 'GREEN',
    text: '',
    incidentClass: { code: 'C0101' },
    place: {},
    grid: { code: 'g1', name: '第1网格' },
    assignee: null,
    reporter: { id: 'he' },
    dueAt: null,
    receivedAt: at,
    changedAt: at,
    closedAt: null,
    ...more,
  }
}

/**
 * A server that gives these pages, one for each question about the copy.
 * @param {any[]} pages
 * @param {string} [viewer]
 */
export async function giving(pages, viewer = 'wang') {
  const server = await scene()
  await setFact('people', [{ id: 'wang', name: 'wang' }])
  /** @type {any[]} */
  const cursors = []
  server.trouble = ({ path, body }) => {
    if (path !== '/graphql' || !('first' in body.variables)) return null
    cursors.push(body.variables.cursor)
    const page = pages.shift()
    if (page === undefined || page === 'cut') return 'cut'
    if (page instanceof Response) return page
    return json({ data: { viewer: { person: { id: viewer } }, pull: { ...PAGE, ...page } } })
  }
  return { server, cursors, pages }
}

const PAGE = { epoch: 'one', cursor: 'c', more: false, reset: false, gone: [], keepClosedDays: 7, incidents: [] }

export const REFERENCE = {
  version: 'v1',
  catalogue: { classes: [{ code: 'C0101', name: '上水井盖', nameEn: 'Cover', selfResolve: true }] },
  grids: [{ code: 'g1', name: '第1网格', path: '口泉街社区 · 第1网格' }, { code: 'g2', name: '第2网格' }],
}
