/**
 * The English of `leave.zh.js`.
 * @module
 */

/** @type {typeof import('./leave.zh.js').zh_leave} */
export const en_leave = {
  leave: {
    title: 'Stand-in',
    offline: 'This needs the server; come back with a signal.',
    none: 'No stand-ins. Going on leave, ask a colleague to hold your post; no reason is asked.',
    mine: (/** @type {string} */ who) => `I am away; ${who} stands in`,
    theirs: (/** @type {string} */ who) => `Standing in for ${who}`,
    days: (/** @type {string} */ first, /** @type {string} */ last) => first === last ? first : `${first} to ${last}`,
    states: { ASKED: 'Waiting for the colleague', ON: 'Agreed', OVER: 'Over' },
    asksYou: 'You are asked to stand in. Do you agree?',
    accept: 'Agree',
    end: 'End it',
    endAsk: 'End this stand-in?',
    endBody: 'The rights end at once, and what was handed over goes back.',
    endYes: 'End it',
    keep: 'Keep',
    ask: 'Ask for a stand-in',
    which: 'Which of your posts',
    who: 'Whom',
    nobody: 'No colleague fits this post. Ask the security administrator to give another a post.',
    pick: 'Choose',
    from: 'From',
    to: 'Until',
    what:
      'For these days the colleague holds your post too; what waits for you is handed over and given back after. The log says that they stood in.',
    submit: 'Send to the colleague',
    sent: 'Sent. It waits for the colleague under Me › Stand-in.',
    accepted: 'Agreed',
    ended: 'Over',
  },
  leaveWhy: {
    STAND_IN_UNFIT: 'This colleague may not hold this post; choose another',
  },
}
