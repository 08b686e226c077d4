/**
 * The line is back: what rests need not rest to the end. Cut short at most once in `SOON`, so that a server which only answers some
 * questions is not asked over and over, and nobody's wish to be left in peace for half an hour outlasts its reason.
 * @module
 */
import { unsent } from './sending.js'
import { write } from '../replica/store.js'

/** ms */
const SOON = 15_000

/** Why a row rests by itself though the line was at fault. */
const CUT_OFF = 'PHOTO_WAITS'

/** Lets everything that rests for want of a line go on now, or as soon as it may. */
export async function goOn() {
  await write(['meta', 'rows', 'carried'], async (transaction) => {
    const [meta, rows, parcels] = ['meta', 'rows', 'carried'].map((name) => transaction.objectStore(name))
    const now = Date.now()
    const woken = (await meta.get('woken')) ?? 0
    const at = woken <= now && now < woken + SOON ? woken + SOON : now
    if (at === now) meta.put(now, 'woken')
    const pause = await meta.get('pause')
    if (pause?.until > at) meta.put({ ...pause, until: at }, 'pause')
    for (const row of await rows.getAll()) {
      if (unsent(row) && row.reason === CUT_OFF && row.nextAt > at) rows.put({ ...row, nextAt: at })
    }
    for (const parcel of await parcels.index('state').getAll('WAITING')) {
      if (parcel.nextAt > at) parcels.put({ ...parcel, nextAt: at })
    }
  })
}
