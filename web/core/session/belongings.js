/**
 * Whose each small fact of this phone is. A fact is the phone's, or it bears its person behind a colon; a key that is in neither list
 * does not pass the types, and a test walks all that lies on a phone after a day's work. What lies in the other stores bears its
 * person in its key (`drafts`, `cache`, `copy`), in the row (`rows`), or the people who keep it (`photos`); `carried` is sealed, and what was
 * shared while nobody was signed in is the phone's until its person takes it (`shared`).
 * @module
 */

/** The phone's: anybody who holds it may know them. */
export const OF_THE_PHONE = /** @type {const} */ ([
  'device', // its id
  'sequence', // the last number it gave to a row
  'letgo', // numbers that were taken back
  'store', // the name of this very store
  'pause', // until when it leaves the server in peace
  'woken', // when the line last came up
  'ahead', // by how many ms the server's clock goes before this phone's
  'leave', // the word that ends the session whose cookie lies here
  'owed', // such words of those who left without a line, to be told first
  'server', // the server's keys and epoch
  'people', // who signed in here: shown as 王*, and how much of theirs is unsent
  'person', // who works here now
  'feedback', // where and about whom one may write without a login
  'preferences', // size, colours, language, saving of data
  'reserve', // room for what is made on a full phone, see `room`
  'push-refused', // when it was last asked about reminders
])

/** A person's: `<name>:<person>`, read for that person alone. */
export const OF_A_PERSON = /** @type {const} */ ([
  'key', // the key pair of carrying
  'registered', // under which device the server knows it
  'registered-in', // in which session: with a new password the server forgets it
  'pin', // what proves a PIN without a network
  'word', // what a desk last said
  'seen', // up to when it was seen
  'reported', // when the outbox's health was last told
  'copy', // up to where the copy goes
  'places', // places used lately
  'classes', // classes used lately
  'fix', // where they last stood
  'post', // which of their posts they work in
  'views', // named filters
  'practised', // when they were offered to practise, and took it or not
])

/** @typedef {typeof OF_THE_PHONE[number] | `${typeof OF_A_PERSON[number]}:${string}`} Fact */

/**
 * Whose a fact is, by its key.
 * @param {string} key
 * @returns {{ person: string | null } | null} `person`: null for the phone's; null where nothing declares it
 */
export function whose(key) {
  if (/** @type {readonly string[]} */ (OF_THE_PHONE).includes(key)) return { person: null }
  const [name = '', person = ''] = key.split(':')
  return person && /** @type {readonly string[]} */ (OF_A_PERSON).includes(name) ? { person } : null
}
