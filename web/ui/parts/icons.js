/**
 * The few signs of the app, drawn by lines; each stands beside its word, so all are hidden from readers.
 * @module
 */
import { html } from '../html.js'

const LINES = {
  today: 'M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1M8 9h8M8 13h8M8 17h5',
  approvals: 'M6 3h9l4 4v14H6zM9 14l2 2 4-5',
  start: 'M4 11l8-7 8 7v9H4z',
  todo: 'M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1M8 12l3 3 5-6',
  demands: 'M4 6h2M4 12h2M4 18h2M9 6h11M9 12h11M9 18h11',
  claims: 'M6 3h9l4 4v14H6zM9 14l2 2 4-5',
  events: 'M4 6h2M4 12h2M4 18h2M9 6h11M9 12h11M9 18h11',
  cases: 'M4 6h2M4 12h2M4 18h2M9 6h11M9 12h11M9 18h11',
  report: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 8v8M8 12h8',
  map: 'M9 4 3 6v14l6-2 6 2 6-2V4l-6 2-6-2v14M15 6v14',
  whistles: 'M3 9h10l8-3v4h-4a5 5 0 1 1-9 4H3zM8 9V5',
  board: 'M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6',
  me: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4 20c1-4 4-5 8-5s7 1 8 5',
  desk: 'M3 5h18v12H3zM9 21h6M12 17v4M8 9h8M8 13h5',
  console: 'M4 5h16v14H4zM7 9l3 3-3 3M12 15h5',
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  outbox: 'M7 2h10v20H7zM11 19h2',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7',
  album: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 8.500h.01',
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14M16 16l4 4',
  phone: 'M6 3l3 1 1 5-2 1c1 3 3 5 6 6l1-2 5 1 1 3c-1 3-4 3-7 2C8 18 5 13 4 8c0-2 0-4 2-5',
  place: 'M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11M12 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4',
  calm: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM8.500 12l2.500 2.500 4.500-5',
  up: 'M12 19V6M6 11l6-6 6 6',
  down: 'M12 5v13M6 13l6 6 6-6',
  left: 'M19 12H6M11 6l-6 6 6 6',
  right: 'M5 12h13M13 6l6 6-6 6',
}

/** @typedef {keyof typeof LINES} Sign */

/** @param {{ name: Sign }} props */
export function Icon({ name }) {
  return html`
    <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2"
      stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d=${LINES[name]} />
    </svg>
  `
}

/** The mark: three grids, and the fourth calling. */
export function Mark() {
  return html`
    <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect x="3" y="3" width="12" height="12" rx="2.500" />
      <rect x="3" y="17" width="12" height="12" rx="2.500" />
      <rect x="17" y="17" width="12" height="12" rx="2.500" />
      <path d="M18 13a5 5 0 0 0-.5-4M22 14.500a10 10 0 0 0-1-8M26 16a15 15 0 0 0-1.500-12.500" fill="none"
        stroke-width="2.500" stroke-linecap="round" />
    </svg>
  `
}
