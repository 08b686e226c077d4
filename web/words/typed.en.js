/**
 * The English of `zh_typed.js`.
 * @module
 */

/** @type {typeof import('./typed.zh.js').zh_typed} */
export const en_typed = {
  rough: 'This fix may be off by more than the grid is wide: tap the spot, or choose a building',
  file: {
    name: 'File',
    add: 'Choose a PDF file',
    one: (n) => `File ${n} (PDF)`,
    remove: (n) => `Remove file ${n}`,
    count: (n) => `${n}`,
  },
  typedWhy: {
    CODE_UNKNOWN: 'There is no such code: is it spelled right?',
    ID_MALFORMED: 'The id is not whole: is the link cut off?',
    PERIOD_EMPTY: 'The beginning has to lie before the end',
    TEXT_EMPTY: 'This is empty: say something or leave it out',
    FILTER_AWAY: 'Without a signal this phone cannot tell which these are. Look again with one',
    SEARCH_LONG: 'This is too long to search for, so it was not: at most 200 characters and 16 words',
    TEXT_LONG: 'Too long, and not kept yet. Shorten it and send again',
    PHOTO_KNOWN: 'This photo is in the case already. Take one of the result',
    FILE_TOO_LARGE: 'The file is too large: 10 MB at most; the text is safe',
    FILE_UNREADABLE: 'Only PDF files are taken, and this is none; the text is safe',
    PLACE_NOWHERE: 'This is no place on earth: there was no fix. Tap the map or choose a building',
    JSON_INVALID: 'There are characters in it that cannot be sent. Edit it and send again',
    TEXT_INVALID: 'There are characters in it that cannot be sent. Edit it and send again',
  },
  fields: {
    text: 'In words',
    note: 'In words',
    reason: 'Reason',
    task: 'Task',
    measures: 'What was done',
    contact: 'Whom they spoke to',
    plan: 'Plan',
    opinion: 'Opinion',
    conclusion: 'Conclusion',
    costNote: 'Cost',
    meetingPoint: 'Meeting point',
    outsideReason: 'Why from outside the grid',
    externalNo: 'Number elsewhere',
    receiptNo: 'Receipt number',
    address: 'Address',
    building: 'Building',
    unitDoor: 'Entrance',
    floor: 'Floor',
    place: 'Place',
    files: 'Files',
    photos: 'Photos',
    classCode: 'Class',
    verdict: 'Verdict',
    promisedOn: 'Promised day',
  },
}
