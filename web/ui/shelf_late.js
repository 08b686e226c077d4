/**
 * The Chinese books of pages that few open: nobody need know on the first visit where they stand.
 * @module
 */

/** @type {import('./words.js').Shelf} */
export const LATE = {
  carry: () => import('../words/carry.zh.js'),
  health: () => import('../words/health.zh.js'),
  complaint: () => import('../words/complaint.zh.js'),
  conflict: () => import('../words/conflict.zh.js'),
  because: () => import('../words/because.zh.js'),
  noun: () => import('../words/noun.zh.js'),
  past: () => import('../words/past.zh.js'),
  held: () => import('../words/held.zh.js'),
  access: () => import('../words/access.zh.js'),
  about: () => import('../words/about.zh.js'),
  people: () => import('../words/people.zh.js'),
  invite: () => import('../words/invite.zh.js'),
  practice: () => import('../words/practice.zh.js'),
  trial: () => import('../words/trial.zh.js'),
  leave: () => import('../words/leave.zh.js'),
  imports: () => import('../words/imports.zh.js'),
  rules: () => import('../words/rules.zh.js'),
  questions: () => import('../words/questions.zh.js'),
  demand: () => import('../words/demand.zh.js'),
  hotline: () => import('../words/hotline.zh.js'),
  grids: () => import('../words/grids.zh.js'),
}
