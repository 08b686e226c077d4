/**
 * The English of `zh_carry.js`.
 * @module
 */

/** @type {typeof import('./carry.zh.js').zh_carry} */
export const en_carry = {
  carry: {
    title: 'Carry for a colleague',
    what:
      "Read in a colleague's rescue file or QR codes; this phone brings them to the server, as the colleague's own work.",
    open: 'Open rescue file',
    scan: 'Scan QR codes',
    none: 'Nothing carried for others',
    sealed: 'It is sealed: this phone cannot read it. Reading it in twice does no harm.',
    taken: 'Taken over; will send when there is a signal',
    takenAt: (at) => `taken over ${at}`,
    answer: (done, refused) => (refused ? `${done} done, ${refused} need their owner` : `${done} done`),
    states: { WAITING: 'Taken over', DELIVERED: 'Delivered', REFUSED: 'Cannot be delivered' },
    drop: 'Remove',
    show: 'Hand over by QR codes',
    showHint: (n) =>
      `Text of ${n}. Let the other phone open "Me · Carry for a colleague · Scan QR codes" and watch one round.`,
    proof: 'It stays saved on this phone; delivered means the server said so. Photos are not in it.',
    frame: (n, all) => `Code ${n} of ${all}`,
    before: 'Previous',
    next: 'Next',
    stop: 'Pause',
    turn: 'Continue',
    camera: 'What the camera sees',
    aim: 'Point at the QR codes on the other phone',
    read: (n, all) => `${n} of ${all} read`,
    noCamera: 'The camera will not open. Photograph the QR codes and choose the pictures',
    lost: {
      title: 'The phone erased data',
      why: 'What did not arrive is lost; please report it again. Installed apps are not erased.',
      more: (/** @type {number} */ all, /** @type {number} */ rest) =>
        `${all} in all; of ${rest} more only the number was noted.`,
      seen: 'Understood',
      gone: 'Did not arrive',
      asking: 'Asking the server',
    },
    pictures: 'Choose pictures of the QR codes',
  },
}
