/**
 * Reading one whistle and following it live, for the board, the called unit's side and the sign-off.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { WhistleDetail } from '../../api/operations.js'
import { followWhistle } from '../../core/live/whistle_stream.js'
import { posts } from '../here.js'
import { useRead } from '../read.js'

/** @typedef {import('../../api/operations.js').WhistleFull} Whistle */
/** @typedef {import('../../api/operations.js').PartyRow} Party */

/** A board that changes often is read at most once in this time. */
const CALM = 400

/** @param {string} id */
export function useWhistle(id) {
  const reading = useRead(`whistle:${id}`, WhistleDetail, { id })
  const [after, setAfter] = useState(/** @type {{ whistle: any, at: number } | null} */ (null))
  const [line, setLine] = useState(
    /** @type {import('../../core/live/stream.js').LineState} */ ({ state: 'OFF', since: 0 }),
  )
  const timer = useRef(/** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined))
  const again = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(reading.again, CALM)
  }
  useEffect(() => {
    const stop = followWhistle(id, { onChange: again, onLine: setLine })
    return () => {
      clearTimeout(timer.current)
      stop()
    }
  }, [id])
  const changed = (/** @type {any} */ whistle) => {
    if (whistle) setAfter({ whistle, at: Date.now() })
    else reading.again()
  }
  const newer = after && after.whistle.id === id && after.at >= (reading.fetchedAt ?? 0)
  return { ...reading, whistle: newer ? after.whistle : (reading.data?.node ?? null), line, changed }
}

/**
 * Whether whistles in sight changed since the list was read: said, and shown when the person asks, so that nothing jumps.
 * @returns {{ at: number | null, clear: () => void }}
 */
export function useWhistleNews() {
  const [at, setAt] = useState(/** @type {number | null} */ (null))
  useEffect(() => followWhistle(null, { onChange: () => setAt(Date.now()), onLine: () => {} }), [])
  return { at, clear: () => setAt(null) }
}

/** The parties whose step it is the viewer's to take. @param {Whistle} whistle @param {string} step */
export function partiesFor(whistle, step) {
  return whistle.parties.filter((party) => mayTake(party, step))
}

/** @param {any} thing a whistle or a party @param {string} step */
export function mayTake(thing, step) {
  return thing.allowedSteps.some((/** @type {any} */ one) => one.step === step && one.allowed)
}

/** Whether the viewer's own unit is this party and has a step: its people answer, arrive, finish and score. @param {Party} party */
export function isOurs(party) {
  return posts.value.some(({ unit }) => unit?.id === party.unit.id) && party.allowedSteps.length > 0
}

/** Parties for which the street may say what was done, since their time is over. @param {Whistle} whistle */
export function leftToUs(whistle) {
  return partiesFor(whistle, 'FINISH').filter((party) => !isOurs(party))
}

/** How many parties need nothing more. @param {Whistle} whistle */
export function settledOf({ parties }) {
  return parties.filter((one) => one.state === 'SIGNED_OFF' || one.state === 'EXCUSED').length
}
