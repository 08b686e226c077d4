/**
 * The English of `why.zh.js`.
 * @module
 */

/** @type {typeof import('./why.zh.js').zh_why} */
export const en_why = {
  why: {
    CONFLICT: 'Someone changed this first. It now shows the latest; please look again',
    STEP_CLOSED: 'This step is already done',
    TWO_PERSON: 'Needs a second person: nobody approves their own',
    EXTERNAL_NO_TAKEN: 'This external number is already registered',
    TOO_LATE: 'It has been sent and cannot be changed; add a note instead',
    OP_ID_REUSED: 'This was submitted before; open it again',
    CHECKER_IS_DISPOSER: 'You took part in the work and cannot check it',
    WINDOW_PASSED: 'The time for this step has passed',
    EVIDENCE_MISSING: 'This class needs one photo of the result',
    LEVEL_TOO_HIGH: 'It is with the street now',
    NOT_SELF_RESOLVABLE: 'This class cannot be resolved on the spot',
    VERIFY_FIRST: 'Reported from outside: verify it first',
    NO_NEED_TO_VERIFY: 'No need to verify, accept it',
    ASK_PENDING: 'A request is still waiting for a decision',
    RULED: 'The district ruled that it is yours',
    REVIEW_PASSED: 'The hold has already ended',
    NO_LIMIT: 'It has no time limit to extend',
    EXTENSION_LIMIT: 'Extended twice already',
    TOP_LEVEL: 'Already at district level',
    IN_SAMPLE: 'Drawn for an on-site check',
    APPEAL_LIMIT: 'Already appealed once',
    FINDING_NOT_TRUE: 'The checker did not find it done',
    CHECK_REQUIRED: 'This class must be checked on site',
    REOPEN_LIMIT: 'Reopened twice already: a supervisor decides',
  },
}
