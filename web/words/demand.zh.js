/**
 * The words of 需求清单 and 认领, beside what the nouns say of themselves.
 * @module
 */

export const zh_demand = {
  demand: {
    progress: (/** @type {number} */ n, /** @type {number} */ all, /** @type {string} */ of) =>
      `已认领 ${n}/${all} ${of}`,
    left: (/** @type {number} */ n, /** @type {string} */ of) => `还剩 ${n} ${of}`,
    full: '已认领完',
    confirmed: (/** @type {number} */ n, /** @type {string} */ of) => `已交付并确认 ${n} ${of}`,
    claim: '认领',
    free: '还能认领',
    todo: '等我办',
    claims: '谁认领了',
    mine: '本企业认领的',
    nobody: '还没有企业认领',
    more: '还有更多，到「认领」里看',
    all: '全部认领',
    year: (/** @type {number} */ year, /** @type {string} */ place) => `${place} ${year} 年：`,
    needs: (/** @type {number} */ all, /** @type {number} */ some) => `公布 ${all} 条，有人认领 ${some} 条`,
    parts: (/** @type {number} */ all, /** @type {number} */ some) => `认领 ${all} 份，已交付 ${some} 份`,
    title: (/** @type {string} */ quarter) => `${quarter} 需求清单`,
    head: ['哪里', '需要什么', '数量', '已认领', '还剩', '最迟'],
  },
}
