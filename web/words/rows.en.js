/**
 * The English of `rows.zh.js`.
 * @module
 */

/** @type {typeof import('./rows.zh.js').zh_rows} */
export const en_rows = {
  rows: {
    tools: 'Tools',
    roomy: 'Roomy',
    palette: 'Where to go, what to do',
    paletteHint: 'Number, place, list, step, unit',
    page: 'Go to',
    action: 'Do',
    call: 'Call',
    view: 'View',
    list: 'List',
    case: 'Case',
    notices: 'Notices',
    paletteKey: 'Where to go, what to do',
    views: 'My views',
    noViews: 'Give these filters a name, and they are one tap away',
    nameView: 'Name of the view',
    saveView: 'Save',
    drop: 'Delete',
    dropView: (name) => `Delete the view ${name}`,
    viewsFull: (most) => `At most ${most}; delete one first`,
    age: {
      now: 'now',
      minutes: (n) => `${n} min`,
      hours: (n) => `${n} h`,
      days: (n) => `${n} d`,
    },
    did: (step, what, state) => `${step} done: ${what}, now ${state}`,
    asked: (step, what) => `${step} asked for: ${what}, waits for a decision`,
    backTo: 'Back to it',
    tookBack: 'Taken back, nothing is asked',
    unsaved: {
      title: 'What you wrote is not submitted',
      body: 'It is lost when another incident opens.',
      yes: 'Discard it and go',
      no: 'Stay here',
    },
    received: (at) => `received ${at}`,
  },
  entry: {
    title: 'New',
    kept: 'The draft is kept on this computer',
    source: 'Source',
    externalNo: 'Number elsewhere',
    externalHint: 'For example the hotline’s order number; once per source',
    caller:
      'No name or telephone of the caller here: there is no safe place for it yet. Leave it on the original order.',
    what: 'What is it about',
    whatHint: 'The gist; the class is found from these words. No names, no telephone numbers',
    class: 'Class',
    noClass: 'Say what it is about first, or look for a class here',
    findClass: 'Find a class',
    where: 'Where',
    whereHint: 'Street, number, building; or tap the map',
    photo: 'Photos',
    send: 'File it',
    sendKeys: 'Ctrl+Enter files it',
    needClass: 'No class yet',
    needPlace: 'No place yet',
    needGrid: 'No grid yet',
    cannot: 'Your post files no incidents',
  },
}
