/**
 * The English of `why.zh.js`.
 * @module
 */

/** @type {typeof import('./why.zh.js').zh_why} */
export const en_why = {
  why: {
    CHECKER_IS_DISPOSER: 'You took part in the work and cannot check it',
    WINDOW_PASSED: 'The time for this step has passed',
    EVIDENCE_MISSING: 'This class asks for one photo of the result',
    LEVEL_TOO_HIGH: 'With the street now: the street does it',
    NOT_SELF_RESOLVABLE: 'This class cannot be settled on the spot',
    VERIFY_FIRST: 'Came from outside: verify it first',
    NO_NEED_TO_VERIFY: 'No need to verify, accept it',
    ASK_PENDING: 'A request waits to be decided',
    RULED: 'The district ruled that it is yours',
    REVIEW_PASSED: 'Its day has passed',
    NO_LIMIT: 'It has no limit to extend',
    EXTENSION_LIMIT: 'Extended twice already',
    TOP_LEVEL: 'It is at the district already',
    IN_SAMPLE: 'Drawn to be checked at the place',
    APPEAL_LIMIT: 'Appealed against once already',
    FINDING_NOT_TRUE: 'The checker did not find it done',
    CHECK_REQUIRED: 'This class must be checked at the place',
    REOPEN_LIMIT: 'Reopened twice already: a supervisor decides',
  },
}
