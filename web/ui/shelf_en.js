/**
 * The English books: a phone that speaks Chinese need not know where they stand before somebody asks for them.
 * @module
 */

/** @type {Record<import('./words.js').Book, () => Promise<Record<string, any>>>} */
export const ENGLISH = {
  shared: () => import('../words/shared.en.js'),
  report: () => import('../words/report.en.js'),
  incident: () => import('../words/incident.en.js'),
  forms: () => import('../words/forms.en.js'),
  moves: () => import('../words/moves.en.js'),
  outbox: () => import('../words/outbox.en.js'),
  desk: () => import('../words/desk.en.js'),
  me: () => import('../words/me.en.js'),
  notice: () => import('../words/notice.en.js'),
  whistle: () => import('../words/whistle.en.js'),
  board: () => import('../words/board.en.js'),
  conflict: () => import('../words/conflict.en.js'),
  carry: () => import('../words/carry.en.js'),
  health: () => import('../words/health.en.js'),
  pin: () => import('../words/pin.en.js'),
  because: () => import('../words/because.en.js'),
  begun: () => import('../words/begun.en.js'),
  typed: () => import('../words/typed.en.js'),
  noun: () => import('../words/noun.en.js'),
  complaint: () => import('../words/complaint.en.js'),
  why: () => import('../words/why.en.js'),
  role: () => import('../words/role.en.js'),
  past: () => import('../words/past.en.js'),
  held: () => import('../words/held.en.js'),
  access: () => import('../words/access.en.js'),
  about: () => import('../words/about.en.js'),
  people: () => import('../words/people.en.js'),
  invite: () => import('../words/invite.en.js'),
  practice: () => import('../words/practice.en.js'),
  trial: () => import('../words/trial.en.js'),
  leave: () => import('../words/leave.en.js'),
  imports: () => import('../words/imports.en.js'),
  rules: () => import('../words/rules.en.js'),
  questions: () => import('../words/questions.en.js'),
  demand: () => import('../words/demand.en.js'),
  rows: () => import('../words/rows.en.js'),
}
