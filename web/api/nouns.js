// Made by `./grid schema` from what the nouns declare. Do not edit.
/** @type {Record<string, { words: [string, string], to: string[], load: () => Promise<{ noun: import('../core/noun.js').Noun }> }>} */
export const NOUNS = {
  complaint: { words: ["投诉建议", "Complaints"], to: ["COMMUNITY", "DISTRICT_DISPATCH", "DISTRICT_SUPERVISOR", "STREET_DISPATCH", "STREET_HEAD", "STREET_INTAKE"], load: () => import('./nouns/complaint.js') },
  demand: { words: ["需求清单", "Demands"], to: ["COMMUNITY", "ENTERPRISE_LIAISON", "STREET_DISPATCH", "STREET_HEAD", "STREET_INTAKE"], load: () => import('./nouns/demand.js') },
  claim: { words: ["认领", "Claims"], to: ["COMMUNITY", "ENTERPRISE_LIAISON", "STREET_DISPATCH", "STREET_HEAD", "STREET_INTAKE"], load: () => import('./nouns/claim.js') },
}
