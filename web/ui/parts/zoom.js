/**
 * Two fingers, a wheel or keys make a picture larger and move it; a drag with one finger moves it too.
 * @module
 */
import { useRef, useState } from '../../vendor/preact-hooks.js'

export const MOST = 6

/** @typedef {(PointerEvent | WheelEvent) & { currentTarget: HTMLElement }} Touch */
/** @typedef {PointerEvent & { currentTarget: HTMLElement }} Finger */
/** @typedef {{ scale: number, x: number, y: number }} View `x`, `y`: pixels that the middle is moved by */

/**
 * Larger or smaller by a factor about a point, which stays where it is.
 * @param {View} view
 * @param {number} factor
 * @param {{ x: number, y: number }} at pixels from the middle of the frame
 * @returns {View}
 */
export function scaled(view, factor, at) {
  const scale = Math.max(1, Math.min(MOST, view.scale * factor))
  if (scale === 1) return { scale, x: 0, y: 0 }
  const real = scale / view.scale
  return { scale, x: at.x - (at.x - view.x) * real, y: at.y - (at.y - view.y) * real }
}

/** The handlers of a frame and the view that they make. @param {boolean} still one finger draws, it does not move */
export function useZoom(still) {
  const [view, setView] = useState(/** @type {View} */ ({ scale: 1, x: 0, y: 0 }))
  const fingers = useRef(/** @type {globalThis.Map<number, { x: number, y: number }>} */ (new globalThis.Map()))
  const from = (/** @type {Touch} */ event) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 }
  }
  const down = (/** @type {Finger} */ event) => fingers.current.set(event.pointerId, from(event))
  const up = (/** @type {Finger} */ event) => fingers.current.delete(event.pointerId)
  const move = (/** @type {Finger} */ event) => {
    const before = fingers.current.get(event.pointerId)
    if (!before) return
    const now = from(event)
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1]
    fingers.current.set(event.pointerId, now)
    if (other) {
      const apart = (/** @type {{ x: number, y: number }} */ one) => Math.hypot(one.x - other.x, one.y - other.y) || 1
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }
      setView((view) => scaled(view, apart(now) / apart(before), middle))
    } else if (!still) {
      setView((view) =>
        view.scale === 1 ? view : { ...view, x: view.x + now.x - before.x, y: view.y + now.y - before.y }
      )
    }
  }
  return {
    view,
    fingers: () => fingers.current.size,
    nearer: (/** @type {number} */ factor) => setView((view) => scaled(view, factor, { x: 0, y: 0 })),
    whole: () => setView({ scale: 1, x: 0, y: 0 }),
    on: {
      onPointerDown: down,
      onPointerMove: move,
      onPointerUp: up,
      onPointerCancel: up,
      onPointerLeave: up,
      onWheel: (/** @type {WheelEvent & { currentTarget: HTMLElement }} */ event) =>
        setView((view) => scaled(view, event.deltaY < 0 ? 1.2 : 1 / 1.2, from(event))),
    },
  }
}
