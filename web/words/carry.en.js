/**
 * The English of `zh_carry.js`.
 * @module
 */

/** @type {typeof import('./carry.zh.js').zh_carry} */
export const en_carry = {
  carry: {
    title: 'Carry for a colleague',
    what:
      "Read in a colleague's rescue file or codes; this phone brings them to the server, as the colleague's own work.",
    open: 'Open rescue file',
    scan: 'Scan codes',
    none: 'Nothing carried for others',
    sealed: 'It is sealed: this phone cannot read it. Read twice, it is done once.',
    taken: 'Taken over; sends itself',
    takenAt: (at) => `taken over ${at}`,
    answer: (done, refused) => (refused ? `${done} done, ${refused} need their owner` : `${done} done`),
    states: { WAITING: 'Taken over', DELIVERED: 'Delivered', REFUSED: 'Cannot be delivered' },
    drop: 'Let it go',
    show: 'Hand over by codes',
    showHint: (n) =>
      `Text of ${n}. Let the other phone open "Me · Carry for a colleague · Scan codes" and watch one round.`,
    proof: 'It stays saved on this phone; delivered means the server said so. Photos are not in it.',
    frame: (n, all) => `Code ${n} of ${all}`,
    before: 'Previous',
    next: 'Next',
    stop: 'Pause',
    turn: 'Go on',
    camera: 'What the camera sees',
    aim: 'Point at the codes of the other phone',
    read: (n, all) => `${n} of ${all} read`,
    noCamera: 'The camera does not open. Photograph the codes and pick the pictures',
    lost: {
      title: 'The phone erased data',
      why: 'What did not arrive cannot be found again; please report it anew. Installed apps are not erased.',
      seen: 'Understood',
      gone: 'Did not arrive',
      asking: 'Asking the server',
    },
    pictures: 'Pick pictures of the codes',
  },
}
