/**
 * Asks as whoever may send questions of their own: the text goes along, and what it costs is reckoned before it is answered.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { dataOf, send } from '../../core/api.js'

/** @typedef {{ data: any, failure: any, waiting: boolean }} Reading */

/** The answer, never one to another question. @param {{ query: string, variables: Record<string, import('../filters.js').Filter> }} question @returns {[Reading, () => void]} */
export function useAnswer(question) {
  const [reading, setReading] = useState(
    /** @type {Reading & { body?: string }} */ ({ data: null, failure: null, waiting: true }),
  )
  const [turn, setTurn] = useState(0)
  const body = JSON.stringify(question)
  useEffect(() => {
    const stop = new AbortController()
    setReading((before) => ({ ...before, failure: null, waiting: true }))
    answered(body, stop.signal).then(
      (data) => setReading({ data, failure: null, waiting: false, body }),
      (failure) => !stop.signal.aborted && setReading({ data: null, failure, waiting: false }),
    )
    return () => stop.abort()
  }, [body, turn])
  const shown = reading.body === body ? reading : { ...reading, data: null }
  return [shown, () => setTurn((n) => n + 1)]
}

/** @param {string} body @param {AbortSignal} signal @returns {Promise<any>} */
async function answered(body, signal) {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' }
  return dataOf(await send('/graphql', { method: 'POST', headers, body }, { signal }))
}
