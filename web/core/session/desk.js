/**
 * What a desk last said to this phone: a word to look at what waits, and advice about a conflict. Kept until the phone is heard again.
 * @module
 */
import { hear, say } from '../live/channel.js'
import { fact, setFact } from '../replica/store.js'

/** @typedef {{ opId: string, take: 'MINE' | 'NOW', at: string }} Advice */
/** @typedef {{ remindedAt: string | null, advice: Advice[] }} Word */

/** @param {string} person @param {Word} word */
export async function keepWord(person, word) {
  await setFact(`word:${person}`, word)
  say('desk')
}

/** @param {string} person @returns {Promise<Word>} */
export async function word(person) {
  return (await fact(`word:${person}`)) ?? { remindedAt: null, advice: [] }
}

/** When something was said that the person has not seen, or null. @param {string} person @returns {Promise<string | null>} */
export async function unseen(person) {
  const last = await lastWord(person)
  return last > ((await fact(`seen:${person}`)) ?? '') ? last : null
}

/** The person has seen it; saying so twice is saying it once. @param {string} person */
export async function seen(person) {
  await setFact(`seen:${person}`, await lastWord(person))
  say('desk')
}

/** When anything was last said; '' when nothing was. @param {string} person @returns {Promise<string>} */
async function lastWord(person) {
  const { remindedAt, advice } = await word(person)
  return [remindedAt ?? '', ...advice.map((one) => one.at)].sort().at(-1) ?? ''
}

/** @param {() => void} listener @returns {() => void} stop */
export function onWord(listener) {
  return hear('desk', listener)
}
