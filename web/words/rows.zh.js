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
    did: (/** @type {string} */ step, /** @type {string} */ what, /** @type {string} */ state) =>
      `${step}已办：${what}，现在${state}`,
    asked: (/** @type {string} */ step, /** @type {string} */ what) => `${step}已提请：${what}，等批`,
    backTo: '回到这件',
    tookBack: '已撤回，没有提请',
    unsaved: {
      title: '这里写的还没提交',
      body: '换到别的件，写下的就没有了。',
      yes: '不要了，换过去',
      no: '留在这里',
    },
    received: (/** @type {string} */ at) => `${at} 收到`,
  },
}
