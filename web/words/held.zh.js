/**
 * The words of 责任时间: in whose hands something was.
 * @module
 */

export const zh_held = {
  held: {
    title: '责任时间',
    what: '先后在谁手里、各用了多少工作时间。只到单位；画斜线的停着，不算谁的。',
    grid: (/** @type {string} */ name) => name,
    desk: (/** @type {string} */ name) => `${name}工作台`,
    work: (/** @type {number} */ hours, /** @type {number} */ minutes) =>
      `${[hours ? `${hours} 小时` : '', minutes || !hours ? `${minutes} 分钟` : ''].filter(Boolean).join(' ')}`,
    both: (/** @type {string} */ work, /** @type {string} */ all) => `工作时间 ${work}，共 ${all}`,
    days: (/** @type {number} */ n) => `${n} 天`,
    table: '一段一段，点一段看依据',
    columns: { who: '在谁手里', state: '状态', from: '从', until: '到', work: '工作时间' },
    now: '此刻',
    paused: '停着，不计',
    basis: (/** @type {string} */ at) => `依据是 ${at} 的那条经过；更早的，在经过里点「更早的」`,
  },
}
