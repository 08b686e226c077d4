/**
 * The English of `zh_typed.js`.
 * @module
 */

/** @type {typeof import('./typed.zh.js').zh_typed} */
export const en_typed = {
  rough: 'GPS may be off by more than the width of the grid: tap the spot, or choose a building',
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
    FILTER_AWAY: 'Without a signal this phone cannot tell which these are. Try again with a signal',
    SEARCH_LONG: 'This is too long to search for, so it was not: at most 200 characters and 16 words',
    TEXT_LONG: 'Too long, and not kept yet. Shorten it and send again',
    PHOTO_KNOWN: 'The incident already has this photo. Take one of the result',
    FILE_TOO_LARGE: 'The file is too large: 10 MB at most; the text is safe',
    FILE_UNREADABLE: 'Only PDF files are taken, this is not one; the text is safe',
    PLACE_NOWHERE: 'There was no GPS fix. Tap the map or choose a building',
    JSON_INVALID: 'There are characters in it that cannot be sent. Edit it and send again',
    TEXT_INVALID: 'There are characters in it that cannot be sent. Edit it and send again',
  },
  fields: {
    text: 'Notes',
    note: 'Notes',
    reason: 'Reason',
    task: 'Task',
    measures: 'What was done',
    contact: 'Spoke with',
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
