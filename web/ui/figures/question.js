/**
 * A question for figures, as the address keeps it, and as the server is asked: what it is of, by what, which measures, of when.
 *
 * Who may look here may send questions of their own, so that they go as text: no screen of others waits for their document.
 * @module
 */
import { serverNow } from '../../core/server_time.js'

/** @typedef {'incident' | 'whistle'} Of */
/** @typedef {import('../filters.js').Filter} Filter */
/** @typedef {{ of: Of, by: string[], measures: string[], period: string, moment: string, area: string, open: boolean, day: string, sort: string, down: boolean, first: number }} Question */

const DAY = 24 * 3600_000
const EAST = 8 * 3600_000

/** What may be asked of each. @type {Record<Of, { by: string[], measures: string[], stages: string[], moments: string[] }>} */
export const KINDS = {
  incident: {
    by: [
      'STREET',
      'COMMUNITY',
      'GRID',
      'UNIT',
      'MAJOR',
      'CLASS',
      'CHANNEL',
      'SEVERITY',
      'LEVEL',
      'STATE',
      'LIGHT',
      'STAGE',
      'RATING',
      'CLOSURE',
      'HOUR',
      'WEEKDAY',
      'DAY',
      'WEEK',
      'MONTH',
    ],
    measures: [
      'CASES',
      'ENDED',
      'LATE',
      'ON_TIME_SHARE',
      'LATE_SHARE',
      'MEDIAN_MINUTES',
      'P90_MINUTES',
      'SATISFIED_SHARE',
      'RATED_SHARE',
      'REWORKS',
      'RETURNS',
      'REOPENINGS',
      'PER_THOUSAND_HOUSEHOLDS',
    ],
    stages: ['INTAKE', 'VERIFY', 'FILE', 'DISPATCH', 'SIGN', 'DISPOSE', 'CHECK'].flatMap((
      one,
    ) => [`${one}_MEDIAN`, `${one}_P90`]),
    moments: ['RECEIVED', 'FILED', 'ENDED'],
  },
  whistle: {
    by: [
      'STREET',
      'COMMUNITY',
      'UNIT',
      'KIND',
      'STATE',
      'PARTY_STATE',
      'PART',
      'LIGHT',
      'HOUR',
      'WEEKDAY',
      'DAY',
      'WEEK',
      'MONTH',
    ],
    measures: [
      'WHISTLES',
      'CALLS',
      'ENDED',
      'ACK_ON_TIME',
      'ARRIVE_ON_TIME',
      'DONE_ON_TIME',
      'LATE_SHARE',
      'SIGNED_SHARE',
      'SENT_BACK',
      'ACK_MEDIAN',
      'ACK_P90',
      'ARRIVE_MEDIAN',
      'ARRIVE_P90',
      'DONE_MEDIAN',
      'DONE_P90',
    ],
    stages: [],
    moments: ['BLOWN'],
  },
}
/** What was kept of past midnights. */
export const KEPT = ['STREET', 'UNIT', 'STATE', 'LIGHT']
export const PERIODS = ['week', 'lastWeek', 'month', 'lastMonth', 'days30', 'all']
export const SIZES = [10, 20, 40, 200]

/** The question that an address means; what it does not know is left out. @param {URLSearchParams} query @returns {Question} */
export function meant(query) {
  const of = query.get('of') === 'whistle' ? 'whistle' : 'incident'
  const known = KINDS[of]
  const listed = (/** @type {string} */ name, /** @type {string[]} */ all) =>
    (query.get(name) ?? '').split(',').filter((one, place, every) => all.includes(one) && every.indexOf(one) === place)
  const day = /^\d{4}-\d\d-\d\d$/.test(query.get('day') ?? '') && of === 'incident' ? `${query.get('day')}` : ''
  const measures = day ? ['CASES'] : listed('m', [...known.measures, ...known.stages])
  const by = listed('by', day ? KEPT : known.by).slice(0, 2)
  const sort = query.get('sort') ?? ''
  const one = (/** @type {string} */ name, /** @type {string[]} */ all) => all.find((each) => each === query.get(name))
  return {
    of,
    by: by.length ? by : ['STREET'],
    measures: measures.length ? measures : [known.measures[0] ?? ''],
    period: one('period', PERIODS) ?? 'all',
    moment: one('moment', known.moments) ?? known.moments[0] ?? '',
    area: query.get('area') ?? '',
    open: query.get('open') === '1',
    day,
    sort: sort === 'key' || measures.includes(sort) ? sort : '',
    down: query.get('way') !== 'up',
    first: SIZES.find((size) => `${size}` === query.get('first')) ?? 40,
  }
}

/** The stretch of time that a word means, in midnights of Shanghai. @param {string} word @returns {{ from?: string, before?: string }} */
export function stretch(word, now = serverNow()) {
  const today = Math.floor((now + EAST) / DAY) * DAY
  const date = new Date(today)
  const monday = today - ((date.getUTCDay() + 6) % 7) * DAY
  const month = (/** @type {number} */ back) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1)
  const ends = {
    week: [monday, monday + 7 * DAY],
    lastWeek: [monday - 7 * DAY, monday],
    month: [month(0), month(-1)],
    lastMonth: [month(1), month(0)],
    days30: [today - 29 * DAY, today + DAY],
  }[word]
  const [from, before] = (ends ?? []).map((at) => new Date(at - EAST).toISOString())
  return from && before ? { from, before } : {}
}

const PERIOD_OF = { RECEIVED: 'received', FILED: 'filed', ENDED: 'ended', BLOWN: 'blown' }

/** The filter of a question. @param {Question} asked @returns {Filter} */
export function filterOf({ of, period, moment, area, open, day }) {
  const within = stretch(period)
  const name = PERIOD_OF[/** @type {'RECEIVED'} */ (moment)]
  return {
    ...(area ? { area } : {}),
    ...(open && of === 'incident' ? { open: true } : {}),
    ...(within.from && !day ? { [name]: within } : {}),
  }
}

/** The document and its variables. @param {Question} asked */
export function document(asked) {
  const kind = asked.of === 'whistle' ? 'Whistle' : 'Incident'
  const incident = asked.of === 'incident'
  const query = `# ${asked.by.join(' × ')}
query Figures($filter: ${kind}Filter) {
  ${asked.of}Figures(by: [${asked.by.join(', ')}], measures: [${
    asked.measures.join(', ')
  }], filter: $filter, first: ${asked.first}${incident && !asked.day ? `, of: ${asked.moment}` : ''}${
    asked.day ? `, asOf: "${asked.day}T00:00:00+08:00"` : ''
  }${
    asked.sort
      ? `, orderBy: { ${asked.sort === 'key' ? '' : `measure: ${asked.sort}, `}direction: ${
        asked.down ? 'DESCENDING' : 'ASCENDING'
      } }`
      : ''
  }) {
    groups now asOf
    rows { keys labels values { measure value count among leftOut low high hidden } }
    others { labels values { measure value count among hidden } }
    total { labels values { measure value count among leftOut low high hidden } }
    definitions { measure version unit zh en }
  }
}`
  return { query, variables: { filter: filterOf(asked) } }
}

/** What a group adds to the filter of the list, or null where the list has no such condition. @type {Record<string, (key: string) => Filter>} */
const GROUP = {
  STREET: (key) => ({ area: key }),
  COMMUNITY: (key) => ({ area: key }),
  GRID: (key) => ({ area: key }),
  UNIT: (key) => ({ leadUnit: key }),
  SEVERITY: (key) => ({ severities: [Number(key)] }),
  MAJOR: (key) => ({ majorCodes: [key] }),
  CLASS: (key) => ({ classCodes: [key] }),
  CHANNEL: (key) => ({ channels: [key] }),
  LEVEL: (key) => ({ levels: [Number(key)] }),
  STATE: (key) => ({ states: [key] }),
  LIGHT: (key) => ({ lights: [key] }),
  STAGE: (key) => ({ stages: [key] }),
  RATING: (key) => ({ ratings: [key] }),
  CLOSURE: (key) => ({ closures: [key] }),
}
const IN_TIME = { DAY: 1, WEEK: 7, MONTH: 0 }
const COUNTED = {
  CASES: {},
  ENDED: { open: false },
  LATE: { late: true },
}

/**
 * The filter of the list whose total is the number in a cell; null where no list can be filtered so.
 * @param {Question} asked @param {string[]} keys of the group, none for the total @param {string} measure
 * @returns {Filter | null}
 */
export function rowsOf(asked, keys, measure) {
  if (asked.day || (asked.open && 'open' in (COUNTED[/** @type {'CASES'} */ (measure)] ?? {}))) return null
  return rowsWithin({ of: asked.of, by: asked.by, filter: filterOf(asked), moment: asked.moment }, keys, measure)
}

/**
 * The same of a question of any making: `filter` is all that it is asked with.
 * @param {{ of: string, by: string[], filter: Filter, moment?: string | null, day?: string | null }} asked @param {string[]} keys @param {string} measure
 * @returns {Filter | null}
 */
export function rowsWithin({ of, by, filter: whole, moment, day }, keys, measure) {
  const counted = COUNTED[/** @type {'CASES'} */ (measure)]
  if (of !== 'incident' || day || !counted || Object.keys(counted).some((one) => one in whole)) return null
  /** @type {Filter} */
  let filter = { ...whole, ...counted }
  for (const [place, key] of keys.entries()) {
    const name = by[place] ?? ''
    const more = name in IN_TIME ? inTime(whole, moment ?? 'RECEIVED', name, key) : GROUP[name]?.(key)
    const none = key === 'NONE' && name !== 'LIGHT'
    if (!more || none) return null
    const area = filter.area?.length > more.area?.length ? filter.area : more.area ?? filter.area
    filter = { ...filter, ...more, ...(area ? { area } : {}) }
  }
  return filter
}

/** The stretch of time of a group, within that of the question. @param {Filter} whole @param {string} moment @param {string} by @param {string} key */
function inTime(whole, moment, by, key) {
  const begin = Date.parse(`${key}T00:00:00+08:00`)
  const days = IN_TIME[/** @type {'DAY'} */ (by)]
  const date = new Date(begin + EAST)
  const end = days ? begin + days * DAY : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - EAST
  const name = PERIOD_OF[/** @type {'RECEIVED'} */ (moment)]
  const within = whole[name] ?? {}
  const from = Math.max(begin, within.from ? Date.parse(within.from) : begin)
  const before = Math.min(end, within.before ? Date.parse(within.before) : end)
  return { [name]: { from: new Date(from).toISOString(), before: new Date(before).toISOString() } }
}

const RELATIVE = {
  week: 'THIS_WEEK',
  lastWeek: 'LAST_WEEK',
  month: 'THIS_MONTH',
  lastMonth: 'LAST_MONTH',
  days30: 'DAYS_30',
}

/** The question as it is kept: its area and its period are variables, and the period stays relative. @param {Question} asked */
export function lasting(asked) {
  const name = PERIOD_OF[/** @type {'RECEIVED'} */ (asked.moment)]
  const kind = asked.of === 'whistle' ? 'Whistle' : 'Incident'
  const { query } = document(asked)
  const filter = [
    'area: $area',
    ...(asked.day ? [] : [`${name}: $period`]),
    ...(asked.open && !asked.day ? ['open: true'] : []),
  ]
  const variables = `$area: AreaCode${asked.day ? '' : ', $period: PeriodInput'}`
  const period = RELATIVE[/** @type {'week'} */ (asked.period)]
  return {
    document: query.replace(`$filter: ${kind}Filter`, variables).replace(
      'filter: $filter',
      `filter: { ${filter.join(', ')} }`,
    ),
    given: { ...(asked.area ? { area: asked.area } : {}), ...(period && !asked.day ? { period } : {}) },
  }
}

export const ROWS = `query Rows($filter: IncidentFilter) {
  incidents(filter: $filter, first: 50, orderBy: { by: RECEIVED, direction: DESCENDING }) {
    total { count exact }
    nodes { id number state light receivedAt incidentClass { name nameEn } grid { path } leadUnit { name } }
  }
}`
