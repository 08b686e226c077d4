/**
 * Something made here goes into the device's own files.
 * @module
 */

/** @param {string} name of the file @param {Blob} blob */
export function download(name, blob) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
