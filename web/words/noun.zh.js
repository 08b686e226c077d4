/**
 * The words of the generic screens; what is the noun's own comes with its data.
 * @module
 */

export const zh_noun = {
  noun: {
    title: '业务',
    of: (/** @type {string} */ field, /** @type {string} */ what) => `${field}：${what}`,
    more: '更多业务',
    all: '全部',
    state: '状态',
    area: '区域',
    anyArea: '我管的全部',
    none: '还没有',
    seeAll: '看全部',
    count: '一共几件？',
    total: (/** @type {number} */ n, /** @type {boolean} */ exact) => exact ? `共 ${n} 件` : `${n} 件以上`,
    print: '打印',
    here: (/** @type {number} */ n) => `还在手机上 ${n} 件`,
    story: '经过',
    changed: '有变动',
    happened: {
      reminded: '临近或超过时限，已提醒',
      contact_sealed: '联系方式已加密保存',
      contact_purged: '联系方式到期，已删去',
      writer_erased: '提出的人已注销，所写的已删去',
    },
    contact: {
      why: '为什么要看？',
      noted: '看了会记在经过里，一分钟后隐去；一天最多看 20 个。',
      minute: '一分钟后隐去。',
      over: '没等到回答，那一分钟已经过了。还要看的话，再点一次为什么，另算一个。',
      unreadable: '现在读不出来，请找系统管理员看密钥。',
    },
    due: (/** @type {string} */ at) => `${at} 前办`,
    late: (/** @type {string} */ at) => `■ 超期，应在 ${at} 前`,
    yes: '是',
    no: '否',
    photos: (/** @type {number} */ n) => `${n} 张`,
    pick: '请选择',
    choose: '请选一个',
    least: (/** @type {number} */ n) => `至少 ${n} 个字`,
    short: (/** @type {number} */ least, /** @type {number} */ n) => `至少 ${least} 个字，现在 ${n} 个`,
    within: (/** @type {number} */ past, /** @type {number} */ future) => `要在前 ${past} 天到后 ${future} 天之内`,
    sure: (/** @type {string} */ what) => `「${what}」办这一步，不用另外写什么。`,
    overtaken: '你打开以后，别人先改过了',
    nothing: '没有',
    resend: '照现在的样子再发',
    drop: '不发了',
    dropped: '已去掉',
    closed: '这一步已经有人办了，你写的还在上面，可以抄走。',
  },
}
