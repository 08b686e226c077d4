/**
 * The words of 代班: leave, and who stands in meanwhile.
 * @module
 */

export const zh_leave = {
  leave: {
    title: '代班',
    offline: '请人代班要连上服务器才能办，请有信号时再来。',
    none: '没有代班。要休假，请一位同事代你的岗位；理由不用写。',
    mine: (/** @type {string} */ who) => `我休假，请 ${who} 代`,
    theirs: (/** @type {string} */ who) => `替 ${who} 代班`,
    days: (/** @type {string} */ first, /** @type {string} */ last) => first === last ? first : `${first}至${last}`,
    states: { ASKED: '等同事答应', ON: '说定了', OVER: '结束了' },
    asksYou: '请你代班，答应吗？',
    accept: '答应代班',
    end: '不代了',
    endAsk: '这次代班不要了？',
    endBody: '权限马上收回，转过去的事还给本人。',
    endYes: '不要了',
    keep: '留着',
    ask: '请人代班',
    which: '代我的哪个岗位',
    who: '请谁',
    nobody: '这个岗位没有合适的同事。请安全管理员给别人一个岗位。',
    pick: '请选择',
    from: '哪天起',
    to: '到哪天',
    what: '那几天同事也有你这个岗位的权限，等你办的先转过去，到期还给你。记录里写明是代的。',
    submit: '送给同事',
    sent: '送出去了，等同事在「我的 › 代班」里答应。',
    accepted: '说定了',
    ended: '结束了',
  },
  leaveWhy: {
    STAND_IN_UNFIT: '这位同事不能代这个岗位，换一位',
  },
}
