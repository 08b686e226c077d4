/**
 * The words of what was begun and not finished.
 * @module
 */

export const zh_begun = {
  begun: {
    practise: '第一次用？先练一练，什么都不会送出去',
    practiseYes: '去练习',
    practiseNo: '不用',
    none: '没有写了一半的，也没有要你处理的',
    title: '没写完的',
    draft: '草稿',
    resume: '接着写',
    drop: '扔掉',
    dropped: '草稿已扔掉',
    noClass: '还没选类别',
    noPlace: '还没有地点',
    photos: (/** @type {number} */ n) => `照片 ${n}`,
    since: (/** @type {string} */ at) => `${at} 开始`,
    all: (/** @type {number} */ n) => `没写完的全部 ${n} 件`,
    shared: (/** @type {string} */ at, /** @type {number} */ photos, /** @type {boolean} */ text) =>
      `${at} 有人没登录就分享来${
        [photos ? ` ${photos} 张照片` : '', text ? '一段文字' : ''].filter(Boolean).join('和') || '一份东西'
      }。是你的吗？`,
    until: (/** @type {string} */ at) => `没人要的话留到 ${at}`,
    mine: '是我的，接着报',
    notMine: '不是我的',
    report: '看到什么，上报',
    openHere: (/** @type {string} */ area, /** @type {number} */ n) => `${area} 在办 ${n} 件`,
    openAll: (/** @type {number} */ n) => `看全部在办 ${n} 件`,
    waiting: (/** @type {number} */ n) => `有 ${n} 份分享来的东西在手机上等着，登录后会问是不是你的`,
  },
}
