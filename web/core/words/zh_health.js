/**
 * The words of V41: how the phones of an area are doing.
 * @module
 */

export const zh_health = {
  health: {
    title: '同步健康',
    all: '全部设备',
    waiting: '有没送出的',
    none: '没有这样的设备',
    what: '按设备列，不按人；不记位置，不记几点在用。',
    device: (/** @type {string} */ end) => `设备 …${end}`,
    fresh: '24 小时内同步过',
    behind: (/** @type {string} */ ago) => `落后，上次同步 ${ago}`,
    seen: (/** @type {string} */ ago) => `上次同步 ${ago}`,
    pending: (/** @type {number} */ n, /** @type {string} */ ago) => `未送 ${n} 件，最早 ${ago}`,
    sent: '没有未送的',
    needs: (/** @type {number} */ n) => `需处理 ${n} 件`,
    version: (/** @type {string} */ v) => `版本 ${v}`,
    safe: '存储已保护',
    unsafe: '■ 存储未保护',
    room: (/** @type {number} */ used, /** @type {number} */ all) => `已用 ${used}，可用 ${all} MB`,
    download: '下载表格',
    columns: ['设备', '岗位区域', '上次同步', '未送', '最早未送', '需处理', '版本', '存储已保护', '已用 MB', '可用 MB'],
  },
}
