/**
 * Which classes of incidents lie in the street, so that a point tells where, and which happen inside, where floors tell it.
 * @module
 */

/** Majors of events that GB/T 30428.2 counts: city appearance, posters, construction, emergencies, street order. Others are a district's own. */
const STREET = /^E?0[1-5]$/

/**
 * @param {{ major: { code: string } } | null} one null: not known yet
 * @param {{ code: string, kind?: string }[]} [majors]
 */
export function isOfStreet(one, majors = []) {
  if (!one) return false
  return majors.find(({ code }) => code === one.major.code)?.kind === 'COMPONENT' || STREET.test(one.major.code)
}
