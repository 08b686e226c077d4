/**
 * Whether the window is a desk's: so wide that rail, list and page stand side by side.
 * @module
 */
import { signal } from '../vendor/signals.js'

const query = matchMedia('(min-width: 1024px)')

export const wide = signal(query.matches)
query.addEventListener('change', () => (wide.value = query.matches))
