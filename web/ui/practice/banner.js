/**
 * What stands over every screen while somebody practises, with the one tap that ends it.
 * @module
 */

/** @typedef {typeof import('../../words/practice.zh.js').zh_practice.practice} Book */

/** @param {'zh' | 'en'} locale @returns {Promise<Book>} */
export async function bookIn(locale) {
  return locale === 'en'
    ? (await import('../../words/practice.en.js')).en_practice.practice
    : (await import('../../words/practice.zh.js')).zh_practice.practice
}

/** @param {Book} practice @param {() => Promise<void>} end */
export function show(practice, end) {
  const box = document.createElement('aside')
  const button = document.createElement('button')
  box.className = 'practice'
  box.setAttribute('aria-label', practice.title)
  Object.assign(button, { type: 'button', className: 'button', textContent: practice.end })
  button.addEventListener('click', () => void end())
  const said = document.createElement('strong')
  said.textContent = practice.banner
  box.append(said, button)
  document.body.prepend(box)
}
