/**
 * What is done about people waits for the server; what came of it is said, and a silence is told as one.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { act } from '../../core/api.js'
import { toast } from '../parts/toast.js'
import { told, words } from '../words.js'

/** @typedef {{ code: string, message?: string, field?: string | null }} Wrong */
/** @typedef {{ changed?: number, invite?: { expiresAt?: string }, problems: Wrong[] }} Told */
/** @typedef {Parameters<typeof act>[0]} Operation */

/** What a problem says here. @param {Wrong} problem */
export function sentence(problem) {
  const { peopleWhy } = words.value
  return /** @type {Record<string, string>} */ (peopleWhy)[problem.code] ?? told(problem)
}

/**
 * One thing at a time.
 * @param {() => void} again what stands there is read anew
 */
export function useAct(again) {
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState(/** @type {Wrong[]} */ ([]))
  /**
   * @param {Operation} operation
   * @param {Record<string, string | number | string[] | null>} input
   * @returns {Promise<Told | null>} the payload; null where it was not done
   */
  const send = async (operation, input) => {
    if (busy) return null
    setBusy(true)
    setProblems([])
    try {
      const payload = /** @type {Told} */ (await act(operation, { input }))
      setProblems(payload.problems)
      const [wrong] = payload.problems
      if (!wrong) return payload
      toast({ text: sentence(wrong) })
    } catch (failure) {
      const { code = '' } = /** @type {{ code?: string }} */ (failure)
      const { people: t } = words.value
      toast({ text: code === 'NETWORK' ? t.offline : code === 'TIMEOUT' ? t.lost : sentence({ code }) })
    } finally {
      setBusy(false)
      again()
    }
    return null
  }
  return { busy, problems, send }
}
