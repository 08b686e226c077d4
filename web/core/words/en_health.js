/**
 * The English of `zh_health.js`.
 * @module
 */

/** @type {typeof import('./zh_health.js').zh_health} */
export const en_health = {
  health: {
    title: 'Sync health',
    all: 'All devices',
    waiting: 'With unsent work',
    none: 'No such devices',
    what: 'By device, not by person; no place, no hours of use.',
    device: (end) => `Device …${end}`,
    fresh: 'synced within 24 hours',
    behind: (ago) => `behind, last synced ${ago}`,
    seen: (ago) => `last synced ${ago}`,
    pending: (n, ago) => `${n} unsent, oldest ${ago}`,
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
      'Oldest unsent',
      'Needs owner',
      'Version',
      'Protected',
      'Used MB',
      'Quota MB',
    ],
  },
}
