/**
 * The shapes that the field's modules hand to each other. Types only: no code lives here.
 * @module
 */

/**
 * Words of a sending state, exactly the six of the outbox.
 * @typedef {'SAVED' | 'SENDING' | 'DELIVERED' | 'ACCEPTED' | 'NEEDS_YOU' | 'LOGIN'} SendingState
 */

/**
 * Why a row still waits (second line of a SAVED row).
 * @typedef {'NO_SIGNAL' | 'UNDO' | 'PHOTO_WAITS' | 'PHOTO_WIFI' | 'BUSY' | 'TIMEOUT' | 'EARLIER' | 'UPDATE' | null} Reason
 */

/** @typedef {{ code: string, message?: string, field?: string | null }} Problem */
/** @typedef {{ opId: string, at: string, code: string, statement?: string, signature?: string, clockOff?: number | null }} Receipt */
/** @typedef {{ id: string, kind: 'query' | 'mutation' | 'subscription', name: string }} OperationName */

/**
 * A photo, or a file, named by a row. `confirmed`: the server said that it has exactly these bytes.
 * @typedef {{ sha256: string, kind: 'BEFORE' | 'AFTER' | 'EVIDENCE' | 'FILE', size: number, confirmed: boolean, problem?: string }} RowPhoto
 */

/**
 * One operation of one person on one subject, as it lies on the phone.
 * @typedef {object} Row
 * @property {string} opId  UUIDv7, the key; sending twice under it is sending once
 * @property {string} person  whose work it is; nobody else's session may send or see it
 * @property {string} device
 * @property {number} sequence  grows by one for each row of this phone; holes tell the server that data was lost
 * @property {import('./outbox/subject.js').Subject} subject  read by `subjectOf`: rows of before have none
 * @property {string} incidentId  the `id` of the input, for tabs of the app of before
 * @property {OperationName} operation
 * @property {Record<string, any>} input  the mutation's input, with opId and id
 * @property {RowPhoto[]} photos
 * @property {Record<string, any>} title  what the screen shows of it without a network, e.g. {classCode, place, at}
 * @property {any} form  the answers of the form, to open it again on 撤销 or 修改
 * @property {string | null} [draft]  key of the draft that it was made from
 * @property {SendingState} state
 * @property {Reason} reason
 * @property {Problem[]} problems  of a NEEDS_YOU row
 * @property {any} current  what is true now, when the refusal was a conflict
 * @property {number} tries
 * @property {number} createdAt  ms; when the person recorded it
 * @property {number} [queuedAt]  ms; when it came into the outbox as it is
 * @property {string | null} [appVersion]  the release that wrote it
 * @property {number} [format]  its shape, see `formats.js`
 * @property {number} holdUntil  ms; until then it can be taken back with one tap
 * @property {number} nextAt  ms; not before, unless the person asks
 * @property {number | null} deletedAt  ms; deleted, but still with 撤销
 * @property {Receipt | null} receipt
 * @property {string | null} number  case number, once there is one
 * @property {string | null} acceptedBy  the post or unit that took it, never a person
 * @property {number | null} settledAt  ms
 * @property {number | null} [handedAt]  ms; handed to somebody who may carry it
 */

/**
 * What a screen hands to the outbox.
 * @typedef {object} Order
 * @property {OperationName} operation
 * @property {Record<string, any>} input  without opId
 * @property {import('./outbox/subject.js').Subject} [subject]  left out: the incident
 * @property {string} [incidentId]  the `id` of the input; left out: that of the subject
 * @property {RowPhoto[]} [photos]
 * @property {Record<string, any>} [title]
 * @property {any} [form]
 * @property {number} [hold]  ms to wait for 撤销: 5000, 10000 in elder mode, 0 for 特急
 * @property {string} [draft]  key of the draft that this order makes superfluous
 */

/**
 * What came back from the server: an answer, or the lack of one.
 * @typedef {{ kind: 'answer', status: number, body: any, retryAfter: number | null }
 *   | { kind: 'silence', why: 'NETWORK' | 'TIMEOUT' }} Reply
 */

/**
 * @typedef {object} Place
 * @property {number} [lat]  degrees, WGS-84
 * @property {number} [lon]
 * @property {number} [accuracyM]
 * @property {'GPS' | 'PIN' | 'ADDRESS'} source
 * @property {string} [address]
 * @property {string} [building]
 * @property {string} [unitDoor]
 * @property {string} [floor]
 * @property {string} confirmedAt  ISO, by the phone's clock
 * @property {string} [gridCode]
 */

/** @typedef {{ code: string, name: string, lat: number, lon: number, shape?: { ring: number[][] } | null }} Grid */
/** @typedef {{ sha256: string, blob: Blob, width: number, height: number, size: number }} Photo */
/** @typedef {{ id: string, name: string }} Person */

/**
 * A clock as the server tells it (contract: Clock).
 * @typedef {object} Clock
 * @property {'GREEN' | 'YELLOW' | 'RED' | 'PAUSED' | 'NONE'} light
 * @property {{ kind: 'CONT' | 'WH' | 'WD' | 'BY', amount: number }} limit  BY: a phone's own, that knows the moment alone
 * @property {number} leftMinutes  of the clock's own unit; negative when late
 * @property {number} unitMinutes  work minutes of one workday
 * @property {string} dueAt
 * @property {string | null} [stoppedAt]
 */

export {}
