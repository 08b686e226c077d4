/**
 * The words of 以前这样办的: how cases like one were done.
 * @module
 */

export const zh_past = {
  past: {
    title: '以前这样办的',
    why: '怎么挑的',
    how:
      '同一大类、1 公里内、一年内结案、你看得到的，最多 3 件。换一个小类、每远 500 米、每早半年，各算差一档，差得最少的在前。',
    none: '这附近一年内没有结过同一大类的案件。',
    away: '要有信号才能查。',
    same: '同小类',
    ended: (/** @type {string} */ at) => `${at} 结案`,
    took: (/** @type {string} */ time) => `用了 ${time}`,
    minutes: (/** @type {number} */ n) => `${n} 分钟`,
    hours: (/** @type {number} */ n) => `${n} 小时`,
    days: (/** @type {number} */ n) => `${n} 天`,
    straight: '没退过',
    returned: (/** @type {number} */ n) => `退单 ${n} 次`,
    again: (/** @type {number} */ n) => `返工 ${n} 次`,
    rated: (/** @type {string} */ word) => `评价：${word}`,
    unrated: '没有评价',
    onSpot: '网格当场处理',
    community: '社区办理',
    street: '街道办理',
  },
}
