/**
 * The words of a new version that lies ready.
 * @module
 */

export const zh_update = {
  text: '有新版本',
  now: '现在换',
  going: '正在换…',
  FORM: (/** @type {number} */ _n) => '有新版本。有一张表还没写完（也许在另一个页面），写完或取消后就能换',
  UNSENT: (/** @type {number} */ n) => `有新版本。你有 ${n} 件还没送出，送出后就能换`,
}
