/**
 * The words in which a due time and a choice of unit explain themselves.
 * @module
 */

export const zh_because = {
  because: {
    counted: (/** @type {string} */ time) => `计 ${time}`,
    minutes: (/** @type {number} */ n) => `${n} 分钟`,
    hours: (/** @type {number} */ h, /** @type {number} */ m) => (m ? `${h} 小时 ${m} 分` : `${h} 小时`),
    by: (/** @type {string} */ source) => `依据：${source}`,
    provisional: '暂定：当年放假通知未出，可能变动',
    late: '超期',
    due: (/** @type {string} */ at) => `到期 ${at}`,
    whose: '为何派给它',
    others: '清单上的其他单位',
    nobody: '还没有派给谁',
    assigned: (/** @type {string} */ who) => `社区交办给${who}，社区级办理`,
    rule: { RECOMMENDED: '清单首选', LISTED: '清单内', OUTSIDE_LIST: '清单外，写明了原因', ASSIGNED: '社区交办' },
    code: {
      LIMIT: '计时',
      START_DAY: '从第二天算起，当天不计',
      OFF_HOURS: '下班时间不计',
      LUNCH_BREAK: '午休不计',
      PAUSE: '停表不计',
      WEEKEND: '周末不计',
      HOLIDAY: '放假不计',
      MAKE_UP_WORKDAY: '补班，计时',
      RULES_CHANGED: '停表以后规定改过，按当时算',
    },
    source: {
      condition: (/** @type {string} */ n) => `立案条件 ${n}`,
      severity: (/** @type {string} */ n) => `紧急程度 ${n}`,
      stage: '环节时限',
      whistle: '哨的时限',
      'agreed time': '约定的时间',
      plan: '计划的办结时间',
      'half of the time': '退回重办，时间减半',
    },
  },
}
