/**
 * Installing the app: offered where one looks for it, never by itself.
 * @module
 */
import { signal } from '../vendor/signals.js'

/** @type {any} */
let offer = null

/** Whether the browser would install us now. */
export const canInstall = signal(false)

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  offer = event
  canInstall.value = true
})

/** Asks the browser to install. */
export async function install() {
  await offer?.prompt()
  offer = null
  canInstall.value = false
}

/** Whether it runs as an installed app. */
export function installed() {
  return matchMedia('(display-mode: standalone)').matches
}
