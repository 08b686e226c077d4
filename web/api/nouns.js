// Made by `./grid schema` from what the nouns declare. Do not edit.
/** @type {Record<string, { words: [string, string], to: string[], load: () => Promise<{ noun: import('../core/noun.js').Noun }> }>} */
export const NOUNS = {
  complaint: { words: ["投诉建议", "Complaints"], to: ["COMMUNITY", "DISTRICT_DISPATCH", "DISTRICT_SUPERVISOR", "STREET_DISPATCH", "STREET_HEAD", "STREET_INTAKE"], load: () => import('./nouns/complaint.js') },
}
