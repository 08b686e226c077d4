/**
 * A form that lives on the phone while it is written: saved with every change, there again after a kill or a logout.
 * @module
 */
import { useEffect, useRef, useState } from '../vendor/preact-hooks.js'
import { draft as readDraft, saveDraft } from '../core/outbox/drafts.js'

/**
 * @template {Record<string, any>} A
 * @param {string} key
 * @param {A} blank
 * @param {Record<string, any>} [kept] kept beside the answers, for the list of drafts
 * @returns {[A, (change: Partial<A> | ((now: A) => Partial<A>)) => void, number | null, { current: A }]} answers, change, when they
 *   were last saved (ms), and the answers as they are at any moment
 */
export function useDraft(key, blank, kept = {}) {
  const [answers, setAnswers] = useState(blank)
  const [at, setAt] = useState(/** @type {number | null} */ (null))
  const latest = useRef(blank)
  const touched = useRef(false)
  const begun = useRef(false) // it was on the disk: when it is gone from there, it was sent or thrown away, and stays so
  useEffect(() => {
    void readDraft(key).then((found) => {
      begun.current ||= found !== null
      if (!found || touched.current) return
      latest.current = { ...blank, ...found.value }
      setAnswers(latest.current)
      setAt(found.at)
    })
  }, [key])
  /** @param {Partial<A> | ((now: A) => Partial<A>)} change */
  const change = (change) => {
    touched.current = true
    latest.current = { ...latest.current, ...(typeof change === 'function' ? change(latest.current) : change) }
    setAnswers(latest.current)
    const { photos = [], files = [] } = latest.current
    const names = [...photos, ...files].map(({ sha256 }) => sha256)
    void saveDraft(key, { ...kept, ...latest.current }, names, { begun: begun.current }).then((done) => {
      begun.current ||= done
      if (done) setAt(Date.now())
    }, () => {})
  }
  return [answers, change, at, latest]
}
