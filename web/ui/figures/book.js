/**
 * The words of figures, in both languages: they travel with the page, which nobody needs without the server.
 * @module
 */
import { computed } from '../../vendor/signals.js'
import { en_figures } from '../../words/figures.en.js'
import { zh_figures } from '../../words/figures.zh.js'
import { locale } from '../words.js'

export const book = computed(() => (locale.value === 'en' ? en_figures : zh_figures).figures)
