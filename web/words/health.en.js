/**
 * The English of `zh_health.js`.
 * @module
 */

/** @type {typeof import('./health.zh.js').zh_health} */
export const en_health = {
  health: {
    title: 'Sync health',
    all: 'All devices',
    sums: (n, today) => `${n} devices, ${today} synced today`,
    kinds: {
      behind: '24 hours behind',
      needs: 'Needs its owner',
      old: 'Old version',
      waiting: 'With unsent work',
      clock: 'Wrong clock',
      lost: 'Lost data',
    },
    lying: (conflicts, refused) =>
      [conflicts ? `${conflicts} conflicts` : '', refused ? `${refused} refused` : ''].filter(Boolean).join(', '),
    stuck: 'Refused, still on phones',
    stuckWhat: "All of it is on its owner's phone and theirs to resolve; you may advise them.",
    noneStuck: 'Nothing was refused',
    devices: 'See the devices',
    compare: 'What differs',
    advise: { MINE: 'Advise: their own', NOW: 'Advise: what is there' },
    advised: { MINE: 'Advised: their own', NOW: 'Advised: what is there' },
    otherwise: 'Someone has advised the other',
    adviceSeen: 'They see the advice on their phone and follow it with one tap; both texts stay in the history.',
    remind: 'Remind',
    reminded: (at) => `Reminded ${at}; the phone shows it when it is online`,
    clock: (fast, minutes) =>
      `Clock ${minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`} ${fast ? 'fast' : 'slow'}`,
    missing: (n) => `${n} numbers are missing: work may be lost`,
    erased: (n) => `The phone erased its data; ${n} were unsent then`,
    oldVersion: 'Old version: it changes when opened online',
    none: 'No such devices',
    what: 'By device, not by person; no place, no hours of use.',
    device: (end) => `Device …${end}`,
    fresh: 'synced within 24 hours',
    behind: (ago) => `behind, last synced ${ago}`,
    seen: (ago) => `last synced ${ago}`,
    pending: (n, size, ago) => `${n} unsent, ${size}, oldest ${ago}`,
    sent: 'nothing unsent',
    needs: (n) => (n === 1 ? '1 needs its owner' : `${n} need their owner`),
    version: (v) => `version ${v}`,
    safe: 'storage protected',
    unsafe: '■ storage not protected',
    room: (used, all) => `${used} of ${all} MB used`,
    download: 'Download table',
    columns: [
      'Device',
      'Post area',
      'Last synced',
      'Unsent',
      'Unsent KB',
      'Oldest unsent',
      'Needs owner',
      'Version',
      'Protected',
      'Used MB',
      'Quota MB',
      'Clock fast s',
      'Missing',
      'Erased',
    ],
  },
}
