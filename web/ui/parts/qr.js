/**
 * A text as a QR code: black on white in every dress, since cameras want it so.
 * @module
 */
import { encodeQR } from '../../vendor/qr.js'
import { html } from '../html.js'

/** @param {{ text: string, label: string, encoding?: 'alphanumeric' | 'byte' }} props `encoding`: which letters it has */
export function Picture({ text, label, encoding = 'alphanumeric' }) {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', encoding, border: 4 })
  const path = modules.flatMap((line, y) => line.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  const side = modules.length
  return html`
    <svg class="qr" role="img" aria-label=${label} viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"
      data-frame=${text}>
      <path class="paper" d="M0 0h${side}v${side}h-${side}z" />
      <path class="ink" d=${path} />
    </svg>
  `
}
