/**
 * The words of what was begun and not finished.
 * @module
 */

export const zh_begun = {
  begun: {
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
  },
}
