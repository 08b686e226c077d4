/**
 * The English of `zh_because.js`.
 * @module
 */

/** @type {typeof import('./because.zh.js').zh_because} */
export const en_because = {
  because: {
    counted: (time) => `counts ${time}`,
    minutes: (n) => `${n} min`,
    hours: (h, m) => (m ? `${h} h ${m} min` : `${h} h`),
    by: (source) => `by ${source}`,
    provisional: 'Provisional: the year’s holiday notice is not out yet; this may change',
    late: 'Late',
    due: (at) => `Due ${at}`,
    whose: 'Why this unit',
    others: 'Other units on the lists',
    nobody: 'Not with a unit yet',
    assigned: (who) => `The community assigned it to ${who} and handles it itself`,
    rule: {
      RECOMMENDED: 'first on the lists',
      LISTED: 'on the lists',
      OUTSIDE_LIST: 'not on the lists, with a reason given',
      ASSIGNED: 'assigned by its community',
    },
    code: {
      LIMIT: 'counted',
      START_DAY: 'counted from the next day on',
      OFF_HOURS: 'after hours, not counted',
      LUNCH_BREAK: 'lunch break, not counted',
      PAUSE: 'clock stopped, not counted',
      WEEKEND: 'weekend, not counted',
      HOLIDAY: 'holiday, not counted',
      MAKE_UP_WORKDAY: 'make-up workday, counted',
      RULES_CHANGED: 'the rules changed after it stopped; worked out as they were',
    },
    source: {
      condition: (n) => `filing condition ${n}`,
      severity: (n) => `severity ${n}`,
      stage: 'the stage’s limit',
      whistle: 'the whistle’s limit',
      'agreed time': 'the agreed time',
      plan: 'the plan’s end',
      'half of the time': 'sent back: half of the time',
    },
  },
}
