/**
 * The words of a conflict: mine, theirs, and what becomes of both.
 * @module
 */

export const zh_conflict = {
  conflict: {
    title: '这件被别人改过',
    mine: '我的',
    now: '现在的',
    empty: '没写',
    fields: {
      classCode: '类别',
      verdict: '结论',
      text: '说明',
      note: '说明',
      severity: '急不急',
      contact: '与谁沟通',
      measures: '解决措施',
      promisedOn: '承诺哪天办完',
      outcome: '结果',
    },
    state: (/** @type {string} */ name) => `状态由流程决定：${name}`,
    stillOpen: '这一步还没人办完，选好就按现在的样子重新发。',
    stepGone: '这一步已经有人办了',
    toNote: (/** @type {string} */ what) => `把「${what}」转为说明`,
    alike: (/** @type {number} */ n) => `相同的 ${n} 项不用选`,
    both: '两边写的都会留在经过里。',
    left: (/** @type {number} */ n) => `还差 ${n} 项没选`,
    send: '按所选重新发送',
    later: '先放着',
    allNow: '都用现在的',
    allNowHint: '我写的会转为说明，留在经过里。',
    line: (/** @type {string} */ name, /** @type {string} */ mine, /** @type {string} */ now) =>
      `${name}：我的 ${mine}；当时已有 ${now}`,
    sent: '已按所选存好，正在发送',
    advised: (/** @type {string} */ at, /** @type {string} */ what) => `街道 ${at} 建议：用${what}`,
    follow: '照这样发',
    written: '本人写的',
    none: '没有不同的地方，只是这一步已有人办',
    choose: '去选',
  },
}
