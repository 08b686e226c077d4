/**
 * The words of a desk's list: its rows, what hides in its menus, its views, and what is said after a step.
 * @module
 */

export const zh_rows = {
  rows: {
    tools: '工具',
    roomy: '宽行',
    age: {
      now: '刚刚',
      minutes: (/** @type {number} */ n) => `${n} 分`,
      hours: (/** @type {number} */ n) => `${n} 时`,
      days: (/** @type {number} */ n) => `${n} 天`,
    },
    received: (/** @type {string} */ at) => `${at} 收到`,
  },
}
