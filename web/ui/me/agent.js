/**
 * What a browser calls itself, in words that one can recognise it by.
 * @module
 */
import { words } from '../words.js'

/** The first that fits; others pretend to be Chrome and Safari. */
const BROWSERS = /** @type {const} */ ([
  [/MicroMessenger/, 'WeChat'],
  [/HuaweiBrowser|ArkWeb/, 'Huawei'],
  [/MiuiBrowser/, 'MIUI'],
  [/Edg/, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
])
const SYSTEMS = /** @type {const} */ ([
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
])

/** @param {string} agent */
export function calledBy(agent) {
  const { access: t } = words.value
  const browser = BROWSERS.find(([sign]) => sign.test(agent))?.[1]
  const system = SYSTEMS.find(([sign]) => sign.test(agent))?.[1]
  return browser ? t.browserOn(browser, system ?? t.computer) : t.unknown
}
