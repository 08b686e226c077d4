/**
 * The words of the page where somebody sets their password by an invite.
 * @module
 */

export const zh_invite = {
  invite: {
    title: '设密码',
    reading: '正在看这份邀请…',
    hello: (/** @type {string} */ name, /** @type {string} */ login) => `${name}，你的登录名是 ${login}`,
    password: '新密码',
    hint: '至少 10 个字符，别用手机号、生日',
    show: '显示',
    hide: '隐藏',
    submit: '设好并登录',
    ends: '原来的浏览器和手机都要用新密码重新登录；没送达的都还在各自的手机上。',
    set: '密码设好了。任职开始后就能登录。',
    toLogin: '去登录',
    code: '邀请码',
    codeHint: '纸条上的 16 个字母和数字',
    look: '看这份邀请',
    offline: '没有信号，没送出去。有信号时再点一次。',
    lost: '没等到回答，密码可能已经设好。先用新密码登录试试。',
    slow: (/** @type {number} */ seconds) => `试得太多，${seconds} 秒后再试`,
  },
  inviteWhy: {
    INVITE_OVER: '这个码不对、已经用过或过期了，请找给你码的人再要一个',
  },
}
