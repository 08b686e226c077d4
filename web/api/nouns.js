// Made by `./grid schema` from what the nouns declare. Do not edit.
/** @type {Record<string, { words: [string, string], to: string[], load: () => Promise<{ noun: import('../core/noun.js').Noun }> }>} */
export const NOUNS = {
  complaint: { words: ["投诉建议", "Complaints"], to: ["COMMUNITY", "DISTRICT_DISPATCH", "DISTRICT_SUPERVISOR", "STREET_DISPATCH", "STREET_HEAD", "STREET_INTAKE"], load: () => import('./nouns/complaint.js') },
  demand: { words: ["需求清单", "Demands"], to: ["COMMUNITY", "ENTERPRISE_LIAISON", "STREET_DISPATCH", "STREET_HEAD", "STREET_INTAKE"], load: () => import('./nouns/demand.js') },
  claim: { words: ["认领", "Claims"], to: ["COMMUNITY", "ENTERPRISE_LIAISON", "STREET_DISPATCH", "STREET_HEAD", "STREET_INTAKE"], load: () => import('./nouns/claim.js') },
  outer_order: { words: ["12345 工单", "12345 orders"], to: ["COMMUNITY", "DISTRICT_DISPATCH", "DISTRICT_SUPERVISOR", "STREET_DISPATCH", "STREET_HEAD", "STREET_INTAKE"], load: () => import('./nouns/outer_order.js') },
  call_back: { words: ["回访", "Call-backs"], to: [], load: () => import('./nouns/call_back.js') },
  answer: { words: ["答复", "Answers"], to: ["COMMUNITY", "DISTRICT_DISPATCH", "DISTRICT_SUPERVISOR", "STREET_DISPATCH", "STREET_HEAD", "STREET_INTAKE"], load: () => import('./nouns/answer.js') },
}
