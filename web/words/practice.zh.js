/**
 * The words of 练习.
 * @module
 */

export const zh_practice = {
  practice: {
    title: '练习',
    banner: '练习中：什么都不会送出去',
    end: '结束练习',
    ask: '先练一练？',
    what: [
      '和真的一样的页面：上报、核实、核查、应哨。',
      '只在这一页里：不送给服务器，不进发件箱，不占手机里的案件。',
      '练习时看不到真的案件和哨。推送照样会响，点它就回到真的。',
      '点上面的「结束练习」就回来，没有信号也行；离开一刻钟自动结束。练的全部清掉。',
    ],
    waiting: (/** @type {number} */ n) => `还有 ${n} 条真的没送达，先让它们送出去，再练。`,
    begin: '开始练习',
    choose: '练哪样？',
    report: '上报一件',
    cases: '核实和核查（今日里两件）',
    whistle: '应一个哨',
    note: '照片、定位都可以试。110、119、120 是真的，别点。',
    lesson: {
      other: '练*',
      unit: '练习单位',
      grid: '练习网格',
      street: '练习街道',
      number: '练习',
      verifying: '练习：有人打电话说这里有一处，请去看看。',
      checking: '练习：单位说办好了，请去看是不是真的办好了。',
      address: '练习地点（不是真的）',
      whistle: '练习哨',
      reason: '练习：一家办不了，请你单位一起来',
      meetingPoint: '练习集合点',
      task: '练习：到场，一起办',
    },
  },
}
