/**
 * The words of V41: how the phones of an area are doing.
 * @module
 */

export const zh_health = {
  health: {
    title: '同步健康',
    all: '全部设备',
    sums: (/** @type {number} */ n, /** @type {number} */ today) => `设备 ${n}，今天同步过 ${today}`,
    kinds: {
      behind: '落后 24 小时',
      needs: '要本人处理',
      old: '旧版',
      waiting: '有没送出的',
      clock: '钟不准',
      lost: '丢过数据',
    },
    lying: (/** @type {number} */ conflicts, /** @type {number} */ refused) =>
      [conflicts ? `冲突 ${conflicts} 件` : '', refused ? `没被收下 ${refused} 件` : ''].filter(Boolean).join('，'),
    stuck: '手机上没被收下的',
    stuckWhat: '都还在本人手机上，由本人处理；可以建议怎么选。',
    noneStuck: '没有没被收下的',
    devices: '看设备',
    compare: '看差别',
    advise: { MINE: '建议用本人写的', NOW: '建议用现在的' },
    advised: { MINE: '已建议用本人写的', NOW: '已建议用现在的' },
    otherwise: '别人已建议用另一个',
    adviceSeen: '本人手机上会看到建议，点一下就照办；两边写的都会留在经过里。',
    remind: '发提醒',
    reminded: (/** @type {string} */ at) => `${at} 已提醒，手机联网时看到`,
    clock: (/** @type {boolean} */ fast, /** @type {number} */ minutes) =>
      `钟${fast ? '快' : '慢'} ${minutes < 120 ? `${minutes} 分钟` : `${Math.round(minutes / 60)} 小时`}`,
    missing: (/** @type {number} */ n) => `序号断档 ${n} 个，可能丢了件`,
    erased: (/** @type {number} */ n) => `系统清过数据，当时 ${n} 件没送出`,
    oldVersion: '不是新版，打开联网就会换',
    none: '没有这样的设备',
    what: '按设备列，不按人；不记位置，不记几点在用。',
    device: (/** @type {string} */ end) => `设备 …${end}`,
    fresh: '24 小时内同步过',
    behind: (/** @type {string} */ ago) => `落后，上次同步 ${ago}`,
    seen: (/** @type {string} */ ago) => `上次同步 ${ago}`,
    pending: (/** @type {number} */ n, /** @type {string} */ size, /** @type {string} */ ago) =>
      `未送 ${n} 件 ${size}，最早 ${ago}`,
    sent: '没有未送的',
    needs: (/** @type {number} */ n) => `需处理 ${n} 件`,
    version: (/** @type {string} */ v) => `版本 ${v}`,
    safe: '存储已保护',
    unsafe: '■ 存储未保护',
    room: (/** @type {number} */ used, /** @type {number} */ all) => `已用 ${used}，可用 ${all} MB`,
    download: '下载表格',
    columns: [
      '设备',
      '岗位区域',
      '上次同步',
      '未送',
      '未送 KB',
      '最早未送',
      '需处理',
      '版本',
      '存储已保护',
      '已用 MB',
      '可用 MB',
      '钟快秒',
      '断档',
      '清掉时未送',
    ],
  },
}
