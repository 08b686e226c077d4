/**
 * Whoever left without a line: the server still holds their session, and may push to this browser for them. That is owed, lies here, and is
 * told at the next contact, whoever is here by then. The cookie cannot be read here, so each session comes with a word that ends it.
 * @module
 */
import { send } from '../api.js'
import { alone } from '../locks.js'
import { fact, writeFirst } from '../replica/store.js'

/** @typedef {{ leave: string | null, endpoint: string | null }} Debt `leave`: null for a session that an earlier release opened */

/**
 * Tells the server what is owed.
 * @returns {Promise<boolean>} whether nothing is owed any more
 */
export function settle() {
  return alone('leaving', async () => {
    for (const debt of /** @type {Debt[]} */ ((await fact('owed')) ?? [])) {
      if (!(await isTold(debt))) return false
      await forget(debt)
    }
    return true
  })
}

/** @param {Debt} debt */
async function isTold(debt) {
  if (!debt.leave && (await fact('person'))) return true // whoever signed in here ended the session before theirs
  const reply = await (debt.leave ? tell(debt) : send('/session', { method: 'DELETE' }))
  return reply.kind === 'answer' && (reply.status === 204 || (reply.status < 429 && Boolean(reply.body?.code)))
}

/** @param {Debt} debt */
function tell(debt) {
  const headers = { 'content-type': 'application/json' }
  return send('/session/left', { method: 'POST', headers, body: JSON.stringify(debt) })
}

/** @param {Debt} debt */
function forget(debt) {
  return writeFirst(['meta'], async (transaction) => {
    const meta = transaction.objectStore('meta')
    const owed = /** @type {Debt[]} */ ((await meta.get('owed')) ?? [])
    await meta.put(owed.filter(({ leave }) => leave !== debt.leave), 'owed')
  })
}
