/**
 * Words into the device's clipboard: by the old way where the page came without a certificate, since browsers have no other there.
 * @module
 */

/**
 * @param {string} text
 * @param {{ navigator: { clipboard?: Pick<Clipboard, 'writeText'> }, document: Pick<Document, 'createElement' | 'activeElement' | 'querySelector' | 'body' | 'execCommand'> }} [here]
 * @returns {Promise<boolean>} false: the browser does not let it
 */
export async function copied(text, { navigator, document } = globalThis) {
  const { clipboard } = navigator
  if (clipboard) return await clipboard.writeText(text).then(() => true, () => false)
  const field = Object.assign(document.createElement('textarea'), { value: text, readOnly: true })
  const before = /** @type {HTMLElement | null} */ (document.activeElement)
  const within = document.querySelector('dialog[open]') ?? document.body // beside an open dialog nothing can be selected
  within.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  before?.focus()
  return done
}
