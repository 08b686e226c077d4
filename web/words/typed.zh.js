/**
 * What is wrong with what was typed or asked for, and the names of what is filled in; opened when it is.
 * @module
 */

export const zh_typed = {
  rough: '定位误差比这个网格还大，可能在旁边一格：在图上点准，或选楼栋',
  file: {
    name: '文件',
    add: '选 PDF 文件',
    one: (/** @type {number} */ n) => `文件 ${n}（PDF）`,
    remove: (/** @type {number} */ n) => `去掉文件 ${n}`,
    count: (/** @type {number} */ n) => `${n} 个`,
  },
  typedWhy: {
    CODE_UNKNOWN: '没有这个代码，看看是不是写错了',
    ID_MALFORMED: '编号不完整，看看链接是不是断了',
    PERIOD_EMPTY: '开始要早于结束',
    TEXT_EMPTY: '这里是空的，写上或不填',
    FILTER_AWAY: '没有信号时手机筛不出这一类，有信号再看',
    SEARCH_LONG: '搜索的话太长，没有去找：最多 200 个字、16 个词',
    TEXT_LONG: '写得太长，还没有存，删短些再交',
    PHOTO_KNOWN: '这张照片案件里已经有了，请拍一张处理后的',
    FILE_TOO_LARGE: '文件太大，最多 10 MB；文字不受影响',
    FILE_UNREADABLE: '只收 PDF 文件，这个不是；文字不受影响',
    PLACE_NOWHERE: '这个位置不对（没有定到位），请在地图上点或选楼栋',
    JSON_INVALID: '里面有发不出去的字，改一下再发',
    TEXT_INVALID: '里面有发不出去的字，改一下再发',
  },
  /** @type {Record<string, string>} by the input's names */
  fields: {
    text: '说明',
    note: '说明',
    reason: '理由',
    task: '任务',
    measures: '解决措施',
    contact: '与谁沟通',
    plan: '计划',
    opinion: '督办意见',
    conclusion: '结论',
    costNote: '费用说明',
    meetingPoint: '集合地点',
    outsideReason: '不在网格内查看的原因',
    externalNo: '外部编号',
    receiptNo: '回执编号',
    address: '地址',
    building: '楼栋',
    unitDoor: '单元',
    floor: '楼层',
    place: '位置',
    photos: '照片',
    files: '文件',
    classCode: '小类',
    verdict: '结论',
    promisedOn: '承诺日期',
  },
}
