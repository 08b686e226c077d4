/**
 * Reads frames with the camera or out of pictures, in any order, until a parcel is whole. The browser's own reader comes first.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { takeParcel } from '../../core/courier/carry.js'
import { frameOf, Gathering } from '../../core/courier/frames.js'
import { html } from '../html.js'
import { said, words } from '../words.js'

/** Looks a second. */
const APART = 120
/** A picture is read at most this wide, in pixels. */
const WIDEST = 1280

/** @param {{ onParcel: () => void }} props */
export function Scanner({ onParcel }) {
  const video = useRef(/** @type {HTMLVideoElement | null} */ (null))
  const gathering = useRef(new Gathering())
  const [have, setHave] = useState({ read: 0, count: 0 })
  const [trouble, setTrouble] = useState('')
  const { carry } = words.value
  /** @param {string} text */
  const heard = async (text) => {
    const frame = frameOf(text)
    if (!frame || !gathering.current.add(frame)) return
    setHave({ read: gathering.current.pieces.size, count: gathering.current.count })
    const parcel = await gathering.current.whole()
    if (!parcel) return
    gathering.current = new Gathering()
    await takeParcel(parcel).then(onParcel, (error) => setTrouble(said(error.code)))
  }
  const look = async (/** @type {File[]} */ files) => {
    for (const file of files) for (const text of await textsOf(file)) await heard(text)
  }
  useEffect(() => {
    let stop = () => {}
    let gone = false
    watch(/** @type {HTMLVideoElement} */ (video.current), heard).then(
      (end) => (gone ? end() : (stop = end)),
      () => setTrouble(carry.noCamera),
    )
    return () => {
      gone = true
      stop()
    }
  }, [])
  return html`
    <video ref=${video} class="finder" muted playsinline aria-label=${carry.camera}></video>
    <p role="status">${have.count ? carry.read(have.read, have.count) : carry.aim}</p>
    ${trouble && html`<p class="strip warn" role="alert">${trouble}</p>`}
    <label class="button full file">${carry.pictures}<input type="file" accept="image/*" multiple
      onChange=${(/** @type {any} */ event) => look([...event.target.files])} /></label>
  `
}

/**
 * Looks through the camera until told to stop.
 * @param {HTMLVideoElement} video
 * @param {(text: string) => Promise<void>} heard
 */
async function watch(video, heard) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
  video.srcObject = stream
  await video.play()
  const read = await reader()
  let open = true
  const turn = async () => {
    while (open) {
      for (const text of await read(video, video.videoWidth, video.videoHeight)) await heard(text)
      await new Promise((done) => setTimeout(done, APART))
    }
  }
  void turn()
  return () => {
    open = false
    for (const track of stream.getTracks()) track.stop()
  }
}

/** @param {File} file */
async function textsOf(file) {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) return []
  try {
    return await (await reader())(bitmap, bitmap.width, bitmap.height)
  } finally {
    bitmap.close()
  }
}

/** @typedef {(source: any, width: number, height: number) => Promise<string[]>} Reader */

/** @returns {Promise<Reader>} the browser's own where it can, else ours, which is fetched only then */
async function reader() {
  const Detector = /** @type {any} */ (globalThis).BarcodeDetector
  if (Detector && (await Detector.getSupportedFormats()).includes('qr_code')) {
    const detector = new Detector({ formats: ['qr_code'] })
    return async (source) => (await detector.detect(source)).map((/** @type {any} */ one) => one.rawValue)
  }
  const { decodeQR } = await import('../../vendor/qr-decode.js')
  return (source, width, height) => {
    const scale = Math.min(1, WIDEST / Math.max(width, height, 1))
    const size = { width: Math.round(width * scale), height: Math.round(height * scale) }
    if (size.width === 0) return Promise.resolve([])
    const canvas = new OffscreenCanvas(size.width, size.height)
    const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }))
    pen.drawImage(source, 0, 0, size.width, size.height)
    try {
      return Promise.resolve([decodeQR(pen.getImageData(0, 0, size.width, size.height), { timeLimit: 200 })])
    } catch {
      return Promise.resolve([]) // nothing to read in this one
    }
  }
}
