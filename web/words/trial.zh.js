/**
 * The words of 提醒自检: what arrived, when, and what to do where nothing did.
 * @module
 */

export const zh_trial = {
  trial: {
    title: '提醒自检',
    ask: '这台手机收得到提醒吗？',
    hint: '点一下，服务器按每条路送一次试的到这台手机。请留在这一页，最多半分钟。',
    go: '试一次',
    again: '再试一次',
    trying: '正在试…',
    live: '开着时：实时更新',
    push: '不开着时：推送',
    waits: '等着收',
    came: (/** @type {string} */ at) => `收到了 ${at}`,
    liveMissed: '没收到。开着时改为一分钟问一次；列表照样能看',
    liveDo: '走到信号好的地方，或换个网络再试。单位网络可能拦住长连接，请告诉管理员。',
    taken: '推送服务收下了',
    missed: '推送服务收下了，手机半分钟没交出来',
    missedDo: [
      '先看通知栏：系统可能收起来了，或正在勿扰。',
      '华为、荣耀：设置 › 应用启动管理，浏览器改手动，三项都开。',
      '小米：设置 › 应用设置 › 浏览器，开自启动，省电策略选无限制。',
      'OPPO、vivo：设置 › 电池 › 后台耗电管理，允许浏览器在后台。',
    ],
    refused: (/** @type {string} */ why) => `服务器没送出去（${why}）`,
    refusedDo: '本区的服务器连不上浏览器的推送服务。请告诉管理员；这之前靠列表、值班电话和单位的群。',
    off: '这台手机还没开提醒',
    offDo: '到「我的」打开「在这台设备上提醒」，再来试。',
    denied: '手机关掉了网格哨的通知',
    deniedDo: '打开手机设置 › 通知，找到浏览器或网格哨，允许通知，再来试。',
    unsupported: '这个浏览器没有推送',
    unsupportedDo: '换系统自带的浏览器或 Chrome 打开；苹果手机先装到桌面再打开。',
    sleepless: '应用还没装好，关着时没有人听',
    sleeplessDo: '在有信号时打开一次，等半分钟再试。要用 https 打开。',
    offline: '没有信号，试不了',
    offlineDo: '有信号时再试。没有信号时收不到提醒，已存的照样能办。',
    limited: '一小时最多试 6 次，过一会再试',
    kept: '试的不进消息；服务器只留一条送出的记录，90 天后删。',
  },
}
