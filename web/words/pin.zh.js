/**
 * The words of the PIN: set in 我的, asked for when the phone changes hands.
 * @module
 */

export const zh_pin = {
  pin: {
    title: '六位 PIN',
    what: '设了以后，在这台手机上换人不用输密码；没信号时也能打开自己存在手机上的东西。',
    hours: (/** @type {number} */ n) => `没信号时，离上次联网 ${n} 小时以内能打开。`,
    isSet: '这台手机上已设好',
    isNot: '这台手机上还没设',
    pin: '六位数字',
    again: '再输一遍',
    password: '登录密码',
    passwordHint: '证明是你本人，只用这一次',
    set: '设好',
    change: '换一个',
    end: '不用 PIN 了',
    setDone: 'PIN 设好了',
    ended: '以后用密码登录',
    six: '要六位数字',
    same: '两遍不一样',
    easy: '太好猜了，换一个',
    left: (/** @type {number} */ n) => `PIN 不对，还能试 ${n} 次`,
    gone: 'PIN 不能用了，请用密码登录。没送达的都还在手机上',
    tooLong: '离上次联网太久了，有信号再打开。没送达的都还在手机上',
    open: '打开',
    opening: '正在打开…',
    usePassword: '用密码登录',
    of: (/** @type {string} */ name) => `${name} 的六位 PIN`,
    chip: 'PIN',
    hint: '在「我的」里设好六位 PIN，换人就不用输密码。',
    offline: '没有网络，打开的是手机上存的；有信号自动接着发。',
  },
}
