/**
 * Markup for components, without a build: `html` makes Preact's nodes and never touches innerHTML.
 * @module
 */
import { h } from '../vendor/preact.js'
import htm from '../vendor/htm.js'

/** @type {(strings: TemplateStringsArray, ...values: any[]) => any} */
export const html = htm.bind(h)
