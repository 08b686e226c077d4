/**
 * The words of handing over and of carrying for others.
 * @module
 */

export const zh_carry = {
  carry: {
    title: '代传',
    what: '同事没有信号时，把对方的救援包或二维码读进来，由这台手机送到服务器，办成的还是对方的。',
    open: '打开救援包',
    scan: '扫二维码',
    none: '没有替别人带的',
    sealed: '内容加了密，这台手机看不到；读两次也只办一次。',
    taken: '已收下，有信号自动送',
    takenAt: (/** @type {string} */ at) => `${at} 收下`,
    answer: (/** @type {number} */ done, /** @type {number} */ refused) =>
      refused ? `办成 ${done} 件，${refused} 件要本人处理` : `办成 ${done} 件`,
    states: { WAITING: '已收下', DELIVERED: '已送达', REFUSED: '送不了' },
    drop: '不带了',
    show: '二维码转交',
    showHint: (/** @type {number} */ n) => `${n} 件文字。让对方打开「我的 · 代传 · 扫二维码」，对着这里看完一轮。`,
    proof: '转交后仍是「已存手机」；收到服务器回执才算送达。照片不在里面。',
    frame: (/** @type {number} */ n, /** @type {number} */ all) => `第 ${n}/${all} 张`,
    before: '上一张',
    next: '下一张',
    stop: '停一下',
    turn: '接着转',
    camera: '相机看到的',
    aim: '对准对方的二维码',
    read: (/** @type {number} */ n, /** @type {number} */ all) => `已读 ${n}/${all} 张`,
    noCamera: '打不开相机。可把二维码拍成照片，再从相册选',
    lost: {
      title: '手机系统清过数据',
      why: '没送到的找不回，请按时间重新报。装到桌面后系统不再自己清。',
      more: (/** @type {number} */ all, /** @type {number} */ rest) => `一共 ${all} 件；还有 ${rest} 件只记下了件数。`,
      seen: '知道了',
      gone: '没有送到',
      asking: '正在问服务器',
    },
    pictures: '从相册选二维码照片',
  },
}
