// Made by `./grid schema` from web/graphql and the schema. Do not edit.
export type Texts = { readonly [field: string]: number | Texts }
export interface Operation<D, V> {
  readonly id: string
  readonly kind: "query" | "mutation" | "subscription"
  readonly name: string
  readonly texts?: Texts
  readonly __types?: [D, V]
}

export type AccountFilter = {
  text?: string | null
  role?: Role | null
  area?: string | null
  ending?: number | null
  posted?: boolean | null
  password?: boolean | null
  left?: boolean | null
}

export type AnswerDraftInput = {
  opId: string
  id: string
  orderId: string
  acceptedAt?: string | null
  contact?: string | null
  measures?: string | null
  finished?: boolean | null
  promisedOn?: string | null
  sent?: OperationStamp | null
}

export type AnswerState = "DRAFT" | "READ" | "SENT"

export type Approach = "DIRECT" | "WHISTLE" | "VIA_DISTRICT"

export type ApprovalDecider = "DISPATCHER" | "HEAD" | "DISTRICT"

export type ApprovalFilter = {
  states?: Array<ApprovalState> | null
  kinds?: Array<ApprovalKind> | null
  mine?: ApprovalMine | null
  area?: string | null
}

export type ApprovalKind = "GIVE_BACK" | "EXTEND" | "SUSPEND" | "VOID"

export type ApprovalMine = "TO_DECIDE" | "ASKED"

export type ApprovalState = "ASKED" | "GRANTED" | "DECLINED" | "WITHDRAWN" | "LAPSED"

export type AreaLevel = "DISTRICT" | "STREET" | "COMMUNITY" | "GRID"

export type ArrivalMode = "PLACE" | "MEETING" | "MANUAL"

export type AssignmentRule = "RECOMMENDED" | "LISTED" | "OUTSIDE_LIST" | "ASSIGNED"

export type BoxInput = {
  south: number
  west: number
  north: number
  east: number
}

export type CallBackDialInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type CallBackState = "DUE" | "TRYING" | "ANSWERED" | "UNREACHABLE" | "REFUSED"

export type CallBackStep = "DIAL" | "ANSWER" | "REFUSE" | "UNREACHABLE"

export type CheckPolicy = "ALWAYS" | "SAMPLE" | "REPORTER"

export type ClassKind = "OCCURRENCE" | "COMPONENT"

export type ClockKind = "CASE" | "STAGE" | "OUTER"

export type ClockReason = "LIMIT" | "START_DAY" | "OFF_HOURS" | "LUNCH_BREAK" | "PAUSE" | "WEEKEND" | "HOLIDAY" | "MAKE_UP_WORKDAY" | "RULES_CHANGED"

export type ComplaintAbout = "COMMUNITY" | "STREET" | "UNIT" | "PROGRAM" | "OTHER"

export type ComplaintAcceptInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type ComplaintAskAgainInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  text: string
}

export type ComplaintFileInput = {
  opId: string
  id: string
  kind: ComplaintKind
  about: ComplaintAbout
  aboutUnitId?: string | null
  area: string
  text: string
  contact?: string | null
  first?: boolean | null
  photos?: Array<string> | null
  files?: Array<string> | null
  sent?: OperationStamp | null
}

export type ComplaintKind = "COMPLAINT" | "SUGGESTION"

export type ComplaintState = "RECEIVED" | "ANSWERED" | "CLOSED" | "WITHDRAWN"

export type ComplaintStep = "ANSWER" | "ACCEPT" | "ASK_AGAIN" | "WITHDRAW"

export type ComplaintWithdrawInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type CredentialEndAllInput = {
  login?: string | null
}

export type CredentialEndInput = {
  id: string
  login?: string | null
}

export type CredentialKind = "SESSION" | "PHONE" | "TOKEN"

export type DayKind = "HOLIDAY" | "WORKDAY"

export type DeviceOnly = "WAITING" | "BEHIND" | "NEEDS_YOU" | "OLD" | "CLOCK" | "LOST"

export type DeviceRegisterInput = {
  device: string
  publicKey: string
}

export type DeviceRemindInput = {
  device: string
}

export type DeviceReportInput = {
  device: string
  pending: number
  needsYou: number
  oldestRecordedAt?: string | null
  appVersion?: string | null
  persisted?: boolean | null
  usageMb?: number | null
  quotaMb?: number | null
  unsentKb?: number | null
  at?: string | null
  sequence?: number | null
  accounted?: Array<number> | null
  erased?: number | null
  stuck?: Array<StuckInput> | null
}

export type DisposalOutcome = "SOLVED" | "PARTIAL" | "UNSOLVED" | "LONG_TERM"

export type DutyListKind = "BASIC" | "SHARED" | "RECALLED"

export type Evidence = "NONE" | "ON_CLOSE"

export type FindingKind = "VERIFY" | "CHECK"

export type FindingVerdict = "TRUE" | "FALSE" | "PARTIAL" | "NO_PLACE"

export type GridKind = "BASIC" | "EXCLUSIVE" | "MICRO"

export type GridPlanAmendInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
  grids?: Array<string> | null
  pieces?: Array<GridPlanPieceInput> | null
  startsAt?: string | null
}

export type GridPlanApproveInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type GridPlanCheckInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type GridPlanDeclineInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
}

export type GridPlanDraftInput = {
  opId: string
  id: string
  area: string
  reason: string
  grids?: Array<string> | null
  pieces?: Array<GridPlanPieceInput> | null
  startsAt?: string | null
  sent?: OperationStamp | null
}

export type GridPlanDropInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type GridPlanPieceInput = {
  ring: string
  name: string
  code?: string | null
  kind?: GridKind | null
  households?: number | null
  people?: Array<string> | null
}

export type GridPlanState = "DRAFT" | "CHECKED" | "APPROVED" | "IN_FORCE" | "DROPPED"

export type GridPlanStep = "AMEND" | "CHECK" | "APPROVE" | "DECLINE" | "DROP" | "BEGIN" | "LAPSE"

export type HandoverConfirmInput = {
  opId: string
  id: string
}

export type HandoverWriteInput = {
  opId: string
  area: string
  note?: string | null
}

export type HotIssueAdoptInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  ownerUnitId?: string | null
  ownerRole?: Role | null
  plan: string
  dueOn: string
}

export type HotIssueDeclineInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
}

export type HotIssueFilter = {
  states?: Array<HotIssueState> | null
  area?: string | null
  classCodes?: Array<string> | null
  incident?: string | null
}

export type HotIssueSolveInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  text: string
}

export type HotIssueState = "PROPOSED" | "ADOPTED" | "SOLVED" | "DECLINED"

export type HotIssueStep = "ADOPT" | "DECLINE" | "SOLVE"

export type ImportJobCheckInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type ImportJobKind = "PEOPLE" | "AREAS" | "GRIDS" | "HOLIDAYS" | "HOTLINE"

export type ImportJobMapInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  mapping?: Array<string> | null
}

export type ImportJobRunInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  onlyGood?: boolean | null
}

export type ImportJobState = "UPLOADED" | "MAPPED" | "CHECKED" | "RUNNING" | "STOPPED" | "DONE"

export type ImportJobStep = "MAP" | "CHECK" | "RUN" | "STOP" | "HALT" | "FINISH"

export type ImportJobStopInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type ImportJobUploadInput = {
  opId: string
  id: string
  kind: ImportJobKind
  file: string
  name: string
  comesFrom: string
  sent?: OperationStamp | null
}

export type IncidentAcceptInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  classCode?: string | null
  severity?: number | null
}

export type IncidentAnswerSupervisionInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  supervisionId: string
  text: string
}

export type IncidentAppealInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  text: string
}

export type IncidentAssignInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  personId?: string | null
  unitId?: string | null
  task?: string | null
}

export type IncidentAssignSelfInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  note?: string | null
}

export type IncidentAwaits = "INTAKE" | "VERIFIER" | "FILER" | "DISPATCHER" | "UNIT" | "HANDLER" | "CLOSER" | "CHECKER" | "NOBODY"

export type IncidentCallReason = "BEYOND_POWER" | "NO_UNIT" | "MANY_UNITS"

export type IncidentCallStreetInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reasonCode: IncidentCallReason
  reason?: string | null
}

export type IncidentChannel = "PATROL" | "HOME_VISIT" | "PHONE" | "WALK_IN" | "HOTLINE" | "RESIDENT" | "ENTERPRISE" | "DEPARTMENT"

export type IncidentCheckInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  verdict: FindingVerdict
  text?: string | null
  photos?: Array<PhotoInput> | null
}

export type IncidentCloseUncheckedInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  note?: string | null
}

export type IncidentClosureKind = "SELF" | "CHECKED" | "SAMPLED" | "REPORTER"

export type IncidentConfirmInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  text?: string | null
}

export type IncidentCountBy = "STREET" | "COMMUNITY" | "GRID" | "STATE" | "CLASS" | "MAJOR" | "LIGHT" | "UNIT" | "SEVERITY" | "LEVEL" | "CHANNEL"

export type IncidentDeclineInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  approvalId: string
  reason: string
}

export type IncidentDispatchInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  leadUnitId: string
  assistUnitIds?: Array<string> | null
  task?: string | null
  reason?: string | null
}

export type IncidentEscalateInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reasonCode: IncidentEscalateReason
  reason: string
}

export type IncidentEscalateReason = "BEYOND_POWER" | "CROSS_UNIT" | "OVERDUE"

export type IncidentExtendInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  limitAmount: number
  reason: string
}

export type IncidentFailInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
}

export type IncidentFeedBackInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  acceptedAt: string
  contact: string
  measures: string
  finished: boolean
  promisedOn?: string | null
  outcome: DisposalOutcome
  photos?: Array<PhotoInput> | null
}

export type IncidentFileInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  conditionId: string
}

export type IncidentFilter = {
  area?: string | null
  ids?: Array<string> | null
  numbers?: Array<string> | null
  states?: Array<IncidentState> | null
  stages?: Array<IncidentStage> | null
  classCodes?: Array<string> | null
  majorCodes?: Array<string> | null
  lights?: Array<Light> | null
  late?: boolean | null
  levels?: Array<number> | null
  minSeverity?: number | null
  severities?: Array<number> | null
  channels?: Array<IncidentChannel> | null
  awaits?: Array<IncidentAwaits> | null
  unit?: string | null
  leadUnit?: string | null
  closures?: Array<IncidentClosureKind> | null
  ratings?: Array<IncidentRating> | null
  reworks?: SpanInput | null
  reopens?: SpanInput | null
  returns?: SpanInput | null
  received?: PeriodInput | null
  filed?: PeriodInput | null
  ended?: PeriodInput | null
  due?: PeriodInput | null
  changed?: PeriodInput | null
  not?: IncidentFilterNot | null
  open?: boolean | null
  text?: string | null
  box?: BoxInput | null
  mine?: IncidentMine | null
  promised?: boolean | null
}

export type IncidentFilterNot = {
  area?: string | null
  ids?: Array<string> | null
  numbers?: Array<string> | null
  states?: Array<IncidentState> | null
  stages?: Array<IncidentStage> | null
  classCodes?: Array<string> | null
  majorCodes?: Array<string> | null
  lights?: Array<Light> | null
  late?: boolean | null
  levels?: Array<number> | null
  minSeverity?: number | null
  severities?: Array<number> | null
  channels?: Array<IncidentChannel> | null
  awaits?: Array<IncidentAwaits> | null
  unit?: string | null
  leadUnit?: string | null
  closures?: Array<IncidentClosureKind> | null
  ratings?: Array<IncidentRating> | null
  reworks?: SpanInput | null
  reopens?: SpanInput | null
  returns?: SpanInput | null
  received?: PeriodInput | null
  filed?: PeriodInput | null
  ended?: PeriodInput | null
  due?: PeriodInput | null
  changed?: PeriodInput | null
}

export type IncidentGiveBackInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reasonCode: IncidentGiveBackReason
  reason: string
  proposedUnitId?: string | null
}

export type IncidentGiveBackReason = "WRONG_AREA" | "UNCLEAR_OWNER" | "OVERLAP" | "OTHER"

export type IncidentGrantInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  approvalId: string
  note?: string | null
}

export type IncidentHandUpInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type IncidentMergeInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  targetId: string
  note?: string | null
}

export type IncidentMine = "TODO" | "REPORTED" | "UNIT"

export type IncidentNotFoundInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
}

export type IncidentNoteInput = {
  opId: string
  id: string
  seen?: number | null
  text?: string | null
  photos?: Array<PhotoInput> | null
  sent?: OperationStamp | null
}

export type IncidentOrderBy = {
  by: IncidentSortBy
  direction: SortDirection
}

export type IncidentPassInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  note?: string | null
}

export type IncidentRateInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  rating: IncidentRating
  text?: string | null
}

export type IncidentRating = "SATISFIED" | "FAIR" | "DISSATISFIED"

export type IncidentReceiver = "POLICE" | "FIRE" | "MEDICAL" | "TRAFFIC" | "COURT" | "OTHER_DISTRICT" | "OTHER"

export type IncidentRedispatchInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  leadUnitId: string
  assistUnitIds?: Array<string> | null
  task?: string | null
  reason: string
}

export type IncidentRejectInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reasonCode: IncidentRejectReason
  reason: string
}

export type IncidentRejectReason = "DUPLICATE" | "OUT_OF_SCOPE" | "UNVERIFIABLE" | "UNREASONABLE"

export type IncidentReopenInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
}

export type IncidentReportInput = {
  opId: string
  id: string
  classCode: string
  text?: string | null
  severity?: number | null
  channel?: IncidentChannel | null
  externalNo?: string | null
  place: PlaceInput
  occurredAt?: string | null
  reportedAt?: string | null
  photos?: Array<PhotoInput> | null
  possibleDuplicateOf?: string | null
  sent?: OperationStamp | null
}

export type IncidentResumeInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  note?: string | null
}

export type IncidentSelfResolveInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  note: string
  photos?: Array<PhotoInput> | null
}

export type IncidentSendCheckInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  assigneeId?: string | null
}

export type IncidentSendVerifyInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  assigneeId?: string | null
}

export type IncidentSignInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type IncidentSortBy = "DUE" | "RECEIVED" | "CHANGED"

export type IncidentSpotCheckInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  verdict: SpotCheckVerdict
  text?: string | null
}

export type IncidentStage = "INTAKE" | "VERIFY" | "FILE" | "DISPATCH" | "SIGN" | "DISPOSE" | "CHECK"

export type IncidentState = "REPORTED" | "VERIFYING" | "PENDING_FILING" | "FILED" | "DISPATCHED" | "IN_PROGRESS" | "DISPOSED" | "CHECKING" | "SUSPENDED" | "CLOSED" | "REJECTED" | "VOIDED" | "MERGED" | "TRANSFERRED"

export type IncidentStep = "SELF_RESOLVE" | "ACCEPT" | "SEND_VERIFY" | "VERIFY" | "NOT_FOUND" | "MERGE" | "REJECT" | "TRANSFER_OUT" | "FILE" | "DISPATCH" | "SIGN" | "GIVE_BACK" | "REDISPATCH" | "ESCALATE" | "SUSPEND" | "RESUME" | "FEED_BACK" | "SEND_CHECK" | "CHECK" | "PASS" | "FAIL" | "CONFIRM" | "RATE" | "REOPEN" | "VOID" | "APPEAL" | "CLOSE_UNCHECKED" | "CALL_STREET" | "ASSIGN" | "ASSIGN_SELF" | "HAND_UP" | "EXTEND" | "GRANT" | "DECLINE" | "WITHDRAW" | "SUPERVISE" | "ANSWER_SUPERVISION" | "SPOT_CHECK"

export type IncidentStepperKey = "FOUND" | "CALLED" | "COORDINATED" | "GRADED" | "HANDLED" | "CHECKED" | "RATED"

export type IncidentStepperStatus = "DONE" | "CURRENT" | "AHEAD"

export type IncidentSuperviseInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  opinion: string
  replyBy?: string | null
  unitId?: string | null
  whistleId?: string | null
}

export type IncidentSuspendInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reasonCode: IncidentSuspendReason
  reason: string
  plan: string
  until: string
}

export type IncidentSuspendReason = "LEGAL" | "SEASON" | "FUNDS" | "OTHER"

export type IncidentTransferOutInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  receiver: IncidentReceiver
  receiptNo?: string | null
  note?: string | null
}

export type IncidentVerifyInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  verdict: FindingVerdict
  text?: string | null
  outsideReason?: string | null
  photos?: Array<PhotoInput> | null
}

export type IncidentVoidInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
}

export type IncidentWithdrawInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  approvalId: string
}

export type InviteEndInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type InviteSendInput = {
  opId: string
  id: string
  personId: string
  digest: string
  sent?: OperationStamp | null
}

export type InviteState = "SENT" | "USED" | "ENDED"

export type Light = "GREEN" | "YELLOW" | "RED" | "PAUSED" | "NONE"

export type NoticeKind = "VERIFY" | "CHECK" | "URGENT" | "EMERGENCY" | "DISPATCHED" | "ASSISTS" | "TAKEN_AWAY" | "NOTED" | "ASSIGNED" | "STREET_CALLED" | "REWORK" | "RESUMED" | "FOUND" | "RETURNED" | "REOPENED" | "RATED" | "APPEALED" | "TO_DECIDE" | "GRANTED" | "DECLINED" | "WARNED" | "BREACHED" | "RAISED" | "SUPERVISED" | "ANSWERED" | "ENDED" | "DIGEST" | "TRIAL" | "WHISTLE_TO_APPROVE" | "WHISTLE_DECIDED" | "WHISTLE_BLOWN" | "WHISTLE_OBJECTED" | "WHISTLE_RULED" | "WHISTLE_DONE" | "WHISTLE_SENT_BACK" | "WHISTLE_SILENT" | "WHISTLE_URGED" | "WHISTLE_OVER" | "HOTISSUE_PROPOSED" | "HOTISSUE_OWNED" | "COMPLAINT_FILED" | "COMPLAINT_AGAIN" | "COMPLAINT_ANSWERED" | "QUESTION_WEEKLY" | "QUESTION_OVER" | "CLAIM_MADE" | "CLAIM_DELIVERED" | "CLAIM_CONFIRMED" | "CLAIM_NOT_ACCEPTED" | "CLAIM_RELEASED" | "CONTACTS_SEEN"

export type NoticeReadAllInput = {
  upto: string
}

export type NoticeReadInput = {
  ids: Array<string>
}

export type NoticeSetInput = {
  windows: Array<NoticeWindowInput>
}

export type NoticeWindowInput = {
  weekday: number
  starts: number
  ends: number
}

export type OperationStamp = {
  device?: string | null
  sequence?: number | null
  recordedAt?: string | null
  queuedAt?: string | null
  sentAt?: string | null
  appVersion?: string | null
  format?: number | null
  after?: string | null
}

export type OuterOrderKind = "CONSULT" | "HELP" | "COMPLAINT" | "REPORT" | "SUGGESTION"

export type OuterOrderState = "RECEIVED" | "OURS" | "RETURNED" | "DECLINED" | "ANSWERED" | "SENT_BACK" | "ACCEPTED"

export type PasswordChangeInput = {
  old: string
  new: string
}

export type PeriodInput = {
  from?: string | null
  before?: string | null
}

export type PersonAddInput = {
  id: string
  role: Role
  area: string
  unitId?: string | null
  startsOn?: string | null
  endsOn?: string | null
  name: string
  login: string
}

export type PersonAddPostInput = {
  id: string
  role: Role
  area: string
  unitId?: string | null
  startsOn?: string | null
  endsOn?: string | null
  personId: string
}

export type PersonEndPostInput = {
  id: string
  endsOn?: string | null
}

export type PersonLeaveInput = {
  id: string
}

export type PhotoInput = {
  sha256: string
  kind: PhotoKind
}

export type PhotoKind = "BEFORE" | "AFTER" | "EVIDENCE"

export type PlaceInput = {
  lat?: number | null
  lon?: number | null
  accuracyM?: number | null
  source?: PlaceSource | null
  address?: string | null
  building?: string | null
  unitDoor?: string | null
  floor?: string | null
  confirmedAt?: string | null
  gridCode?: string | null
}

export type PlaceSource = "GPS" | "PIN" | "ADDRESS"

export type PostExtendInput = {
  ids: Array<string>
  endsOn: string
}

export type ProblemCode = "ADMINS_APART" | "ADMINS_AT_SERVER" | "ALREADY_ENDED" | "ALREADY_OBJECTED" | "ALREADY_SCORED" | "ANSWER_NAME" | "ANSWER_NUMBER" | "ANSWER_REPORTER" | "ANSWER_TO_CHANGE" | "APPEAL_LIMIT" | "AREA_TOO_SMALL" | "ASKED_AGAIN" | "ASK_PENDING" | "AS_OF_COUNTS" | "AS_OF_NOT_KEPT" | "AS_OF_NOT_MIDNIGHT" | "AS_OF_STREETS" | "AUTH_EXPIRED" | "BATCH_UNSUPPORTED" | "BODY_CUT_OFF" | "BODY_NOT_OBJECT" | "BODY_TOO_LARGE" | "BOX_EMPTY" | "BUDGET_SPENT" | "BUSY" | "CALLS_LEFT" | "CALLS_SPENT" | "CALL_ANOTHER_DAY" | "CALL_HOURS" | "CARRIED_MALFORMED" | "CARRIED_UNKNOWN" | "CHALLENGE_OLD" | "CHECKER_IS_DISPOSER" | "CHECK_FIRST" | "CHECK_REQUIRED" | "CLAIMS_LIMIT" | "CODE_TAKEN" | "CODE_UNKNOWN" | "CODE_WRONG" | "CONFLICT" | "CONTACT_CLOSED" | "CONTACT_GONE" | "CONTACT_LIMIT" | "CONTENT_TYPE" | "CURSOR_MALFORMED" | "DATABASE_UNREACHABLE" | "DEMAND_CLAIMED" | "DEVICE_TAKEN" | "DEVICE_UNKNOWN" | "DOCUMENT_UNKNOWN" | "DUTY_MISMATCH" | "ENDS_BEFORE_IT_BEGINS" | "EVIDENCE_MISSING" | "EXTENSION_LIMIT" | "EXTENSION_TOO_LONG" | "EXTERNAL_NO_TAKEN" | "FAULTS_LEFT" | "FIELD_REPEATED" | "FILE_UNREADABLE" | "FINDING_NOT_TRUE" | "FIRST_TOO_LARGE" | "FIRST_TOO_SMALL" | "FORBIDDEN" | "FOUND_ALREADY" | "FRAGMENT_CYCLE" | "GRIDS_APART" | "GRID_NUMBER_USED" | "GRID_UNMANNED" | "GROUND_BEYOND" | "GROUND_GAP" | "GROUND_OVERLAP" | "HASH_INVALID" | "HASH_MISMATCH" | "HEAD_ONLY" | "HEAD_TOO_LARGE" | "HELD" | "HELD_TOO_LONG" | "HOST_UNKNOWN" | "ID_MALFORMED" | "ID_TAKEN" | "IMPORT_UNCHECKED" | "INCIDENT_NOT_OPEN" | "INTERNAL" | "INTROSPECTION_ALONE" | "INVALID" | "INVITE_MALFORMED" | "INVITE_OVER" | "IN_SAMPLE" | "JSON_DUPLICATE_KEY" | "JSON_INVALID" | "JUST_URGED" | "KEY_MALFORMED" | "LAGGED" | "LEAVING_MALFORMED" | "LEVEL_TOO_HIGH" | "LEVEL_TOO_LOW" | "LIMITED" | "LINE_CROSSES_ITSELF" | "LINE_CUTS_NOTHING" | "LINE_MALFORMED" | "LOGIN_FAILED" | "LOGIN_MALFORMED" | "LOGIN_MISSING" | "LOGIN_TAKEN" | "MEET_TOO_LATE" | "METHOD_NOT_ALLOWED" | "MIGRATIONS_PENDING" | "MOMENT_TOO_EARLY" | "MOMENT_TOO_LATE" | "MORE_URGENT" | "NAME_MISSING" | "NOT_ACCEPTABLE" | "NOT_ALIKE" | "NOT_A_TABLE" | "NOT_FOUND" | "NOT_LATE" | "NOT_SELF_RESOLVABLE" | "NO_FINDING" | "NO_FIX" | "NO_HAND" | "NO_LIMIT" | "NO_LOOKER" | "NO_MEETING" | "NO_NEED_TO_VERIFY" | "NO_OBJECTION" | "NO_REVIEW" | "NO_SUCH_WORKER" | "NO_UNIT" | "NUMBER_MALFORMED" | "NUMBER_OUTSIDE" | "ONE_LEAD" | "ONE_MUTATION" | "OPERATION_INVALID" | "OPERATION_UNKNOWN" | "OP_ID_REUSED" | "ORDER_NOT_OURS" | "ORIGIN" | "OUT_OF_AREA" | "OUT_OF_REACH" | "OWN_DUTY" | "PARAMETER_TWICE" | "PARTIES_OPEN" | "PASSWORD_LONG" | "PASSWORD_SHORT" | "PASSWORD_TRIES" | "PASSWORD_WEAK" | "PASSWORD_WRONG" | "PERIOD_EMPTY" | "PERIOD_NOT_DAYS" | "PERSONAL_NUMBER" | "PHOTO_KNOWN" | "PHOTO_TOO_LARGE" | "PHOTO_UNREADABLE" | "PIECE_HOLED" | "PIN_GONE" | "PIN_MALFORMED" | "PIN_WRONG" | "PLACE_OFF_EARTH" | "PLAN_STALE" | "PUSH_SERVICE_UNKNOWN" | "QUERY_INVALID" | "QUERY_MISSING" | "QUERY_TOO_DEEP" | "QUERY_TOO_EXPENSIVE" | "QUESTION_DROPPED" | "RAISED_ALREADY" | "RATE_LIMITED" | "READ_ONLY" | "RECALLED" | "REFUSED" | "REOPEN_LIMIT" | "REVIEW_FIRST" | "REVIEW_PASSED" | "RING_UNSOUND" | "RULED" | "RULES_MOVED" | "RULES_SAME" | "SAME_UNIT" | "SEARCH_LONG" | "SHEET_EMPTY" | "SHEET_GONE" | "SHEET_MACROS" | "SHEET_OLD" | "SHEET_TOO_LARGE" | "SHEET_UNREADABLE" | "SIMULATION_STALE" | "STAND_IN_UNFIT" | "STEP_CLOSED" | "STORAGE_FULL" | "STREAM_NEEDED" | "TAKEN" | "TARGET_ENDED" | "TEXT_EMPTY" | "TEXT_INVALID" | "TEXT_LONG" | "TEXT_TOO_LONG" | "TOO_FAR" | "TOO_MANY" | "TOO_MANY_ALIASES" | "TOO_MANY_FRAGMENTS" | "TOO_MANY_GROUPS" | "TOO_MANY_OPEN" | "TOO_MANY_STREAMS" | "TOO_SLOW" | "TOP_LEVEL" | "TWO_PERSON" | "UNIT_CALLED" | "UNIT_ENDED" | "UNIT_HAS_IT" | "UNIT_MISSING" | "UNIT_OUT_OF_REACH" | "UNTRUSTED_DOCUMENT" | "URL_TOO_LONG" | "VERIFY_FIRST" | "VIA_DISTRICT" | "WHISTLE_FIRST" | "WINDOWS_OVERLAP" | "WINDOW_OUTSIDE" | "WINDOW_PASSED" | "WRONG_PERSON" | "YOURS_ALREADY"

export type PushSubscribeInput = {
  endpoint: string
  p256dh: string
  auth: string
}

export type PushTryInput = {
  mark: string
  endpoint?: string | null
}

export type PushUnsubscribeInput = {
  endpoint: string
}

export type Role = "GRID_WORKER" | "COMMUNITY" | "STREET_INTAKE" | "STREET_DISPATCH" | "STREET_HEAD" | "DEPT_HANDLER" | "DEPT_DUTY" | "ENTERPRISE_LIAISON" | "VOLUNTEER" | "DISTRICT_DISPATCH" | "DISTRICT_SUPERVISOR" | "ORG_STAFF" | "SYS_ADMIN" | "SEC_ADMIN" | "AUDITOR"

export type RuleDayInput = {
  day: string
  kind: DayKind
}

export type RuleDraftApproveInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type RuleDraftDropInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
}

export type RuleDraftEditInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
  startsOn: string
  lines?: Array<RuleLineInput> | null
  notice?: string | null
  provisional?: boolean | null
  days?: Array<RuleDayInput> | null
}

export type RuleDraftKind = "LIMITS" | "CALENDAR"

export type RuleDraftProposeInput = {
  opId: string
  id: string
  kind: RuleDraftKind
  reason: string
  startsOn: string
  lines?: Array<RuleLineInput> | null
  year?: number | null
  notice?: string | null
  provisional?: boolean | null
  days?: Array<RuleDayInput> | null
  sent?: OperationStamp | null
}

export type RuleDraftSimulateInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type RuleDraftState = "DRAFT" | "SIMULATED" | "APPROVED" | "IN_FORCE" | "SUPERSEDED" | "DROPPED"

export type RuleDraftStep = "EDIT" | "SIMULATE" | "APPROVE" | "DROP" | "BEGIN" | "LAPSE" | "SUPERSEDE"

export type RuleLineInput = {
  condition?: string | null
  area?: string | null
  stage?: IncidentStage | null
  urgent?: boolean | null
  limitKind: TimeLimitKind
  limitAmount: number
  severity?: number | null
  evidence?: Evidence | null
  checkPolicy?: CheckPolicy | null
}

export type SavedQuestionChangeInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  name?: string | null
  scope?: SavedQuestionScope | null
  document?: string | null
  given?: string | null
}

export type SavedQuestionDropInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type SavedQuestionKeepInput = {
  opId: string
  id: string
  name: string
  scope: SavedQuestionScope
  document: string
  given?: string | null
  sent?: OperationStamp | null
}

export type SavedQuestionScope = "MINE" | "STREET" | "DISTRICT"

export type SavedQuestionSendInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  weekly?: boolean | null
  above?: number | null
}

export type SavedQuestionState = "KEPT" | "DROPPED"

export type SortDirection = "ASCENDING" | "DESCENDING"

export type SpanInput = {
  least?: number | null
  most?: number | null
}

export type SpotCheckFilter = {
  pending?: boolean | null
  area?: string | null
}

export type SpotCheckVerdict = "VALID" | "INVALID"

export type StandInAcceptInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type StandInAskInput = {
  opId: string
  id: string
  postId: string
  personId: string
  startsOn: string
  endsOn: string
  sent?: OperationStamp | null
}

export type StandInEndInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type StandInState = "ASKED" | "ON" | "OVER"

export type StandInStep = "ACCEPT" | "END" | "PASS"

export type StuckInput = {
  opId: string
  incident: string
  operation: string
  code: string
  wrote?: Array<WroteInput> | null
  recordedAt?: string | null
  subjectKind?: string | null
}

export type StuckOperationAdvice = "MINE" | "NOW"

export type StuckOperationAdviseInput = {
  operation: string
  take: StuckOperationAdvice
}

export type TimeLimitKind = "CONT" | "WH" | "WD"

export type UnitKind = "GOV_DEPT" | "POLICE_STATION" | "ENFORCEMENT" | "UTILITY" | "PROPERTY" | "COMMUNITY" | "ENTERPRISE" | "SOCIAL_ORG"

export type WhistleAckInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  eta: string
}

export type WhistleAddPartyInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  unitId: string
  part?: WhistlePart | null
  task?: string | null
}

export type WhistleApproveInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  note?: string | null
}

export type WhistleArriveInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  mode: ArrivalMode
  lat?: number | null
  lon?: number | null
  reason?: string | null
}

export type WhistleCancelInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
}

export type WhistleCloseInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  conclusion: string
  costNote?: string | null
}

export type WhistleDecideInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  upheld: boolean
  text: string
}

export type WhistleDeclineInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
}

export type WhistleDraftInput = {
  opId: string
  id: string
  incidentId: string
  kind: WhistleKind
  reason: string
  matterCode: string
  meetingPoint?: string | null
  meetAt?: string | null
  doneBy?: string | null
  parties: Array<WhistlePartyInput>
  sent?: OperationStamp | null
}

export type WhistleExcuseInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
}

export type WhistleFilter = {
  area?: string | null
  states?: Array<WhistleState> | null
  kinds?: Array<WhistleKind> | null
  mine?: WhistleMine | null
  overdue?: boolean | null
  unit?: string | null
  incident?: string | null
  ids?: Array<string> | null
  numbers?: Array<string> | null
  blown?: PeriodInput | null
  ended?: PeriodInput | null
  due?: PeriodInput | null
  changed?: PeriodInput | null
}

export type WhistleFinishInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  acceptedAt: string
  contact: string
  measures: string
  finished: boolean
  promisedOn?: string | null
  outcome: DisposalOutcome
}

export type WhistleKind = "RESIDENT_DEMAND" | "KEY_TASK" | "JOINT_ENFORCEMENT" | "EMERGENCY"

export type WhistleMark = "GOOD" | "FAIRLY" | "SO_SO" | "BAD"

export type WhistleMine = "TODO" | "UNIT"

export type WhistleNoteInput = {
  opId: string
  id: string
  seen?: number | null
  text: string
  sent?: OperationStamp | null
}

export type WhistleObjectInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  matterCode: string
  text: string
}

export type WhistlePart = "LEAD" | "ASSIST"

export type WhistlePartyInput = {
  unitId: string
  part?: WhistlePart | null
  task?: string | null
}

export type WhistlePartyState = "CALLED" | "ACKED" | "ARRIVED" | "WORKING" | "DONE" | "SIGNED_OFF" | "EXCUSED"

export type WhistlePartyStep = "ACK" | "DECIDE" | "ARRIVE" | "START" | "FINISH" | "SIGN" | "SEND_BACK" | "EXCUSE" | "OBJECT" | "SCORE" | "URGE"

export type WhistleRateTail = "LOW" | "WITHIN" | "HIGH"

export type WhistleReviewInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  justified: boolean
  note?: string | null
}

export type WhistleReviseInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  kind: WhistleKind
  reason: string
  matterCode: string
  meetingPoint?: string | null
  meetAt?: string | null
  doneBy?: string | null
  parties: Array<WhistlePartyInput>
}

export type WhistleRuling = "UPHELD" | "REFUSED" | "LAPSED"

export type WhistleScoreInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  needed: boolean
  fitted: boolean
  text?: string | null
}

export type WhistleSendBackInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  reason: string
}

export type WhistleSignInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  prompt: WhistleMark
  quality: WhistleMark
  content: WhistleMark
  initiative: WhistleMark
  text?: string | null
}

export type WhistleStageKey = "ACK" | "ARRIVE" | "DONE" | "SIGN"

export type WhistleStartInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  task?: string | null
}

export type WhistleState = "DRAFT" | "REVIEW" | "BLOWN" | "JOINT" | "CONCLUDED" | "CLOSED" | "CANCELLED"

export type WhistleStep = "SUBMIT" | "APPROVE" | "DECLINE" | "FIRST_ARRIVAL" | "ALL_DONE" | "CANCEL" | "CLOSE" | "ALL_EXCUSED" | "REVIEW" | "ADD_PARTY" | "REVISE"

export type WhistleSubmitInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
}

export type WhistleUrgeInput = {
  opId: string
  id: string
  seen: number
  sent?: OperationStamp | null
  text?: string | null
}

export type WroteInput = {
  name: string
  value: string
}

export type Answer = {
  incident: {
    id: string
    version: number
    number: string | null
    state: IncidentState
    awaits: IncidentAwaits
    level: number
    severity: number
    light: Light
    changedAt: string
    closedAt: string | null
    closureKind: IncidentClosureKind | null
    incidentClass: {
      code: string
      name: string
      nameEn: string
    }
    leadUnit: {
      id: string
      name: string
    } | null
    clock: ClockWords | null
    allowedSteps: Array<{
      step: IncidentStep
      allowed: boolean
      why: ProblemCode | null
    }>
    stepper: Array<{
      key: IncidentStepperKey
      status: IncidentStepperStatus
      at: string | null
      by: string | null
      round: number
    }>
  } | null
  receipt: {
    opId: string
    at: string
    code: string
    statement: string
    signature: string
    clockOff: number | null
  } | null
  problems: Array<{
    code: ProblemCode
    message: string
    field: string | null
  }>
}

export type ApprovalRow = {
  id: string
  kind: ApprovalKind
  state: ApprovalState
  decider: ApprovalDecider
  reasonCode: string | null
  reason: string
  plan: string
  until: string | null
  limitAmount: number | null
  askedAt: string
  decidedAt: string | null
  answer: string
  unit: {
    id: string
    name: string
  } | null
  proposedUnit: {
    id: string
    name: string
  } | null
  askedBy: {
    id: string
    name: string
  } | null
  decidedBy: {
    id: string
    name: string
  } | null
}

export type Call = {
  id: string
  version: number
  state: CallBackState
  number: string
  contact: string
  dueAt: string
  tries: Array<string>
  area: {
    code: string
    name: string
    path: string
  }
  order: {
    id: string
    text: string
    address: string
  } | null
  allowedSteps: Array<{
    step: CallBackStep
    allowed: boolean
    why: ProblemCode | null
  }>
}

export type CandidateRow = {
  unit: {
    id: string
    name: string
    kind: UnitKind
    phone: string
    hours: string
    area: {
      code: string
      name: string
    }
  }
  matter: {
    code: string
    listKind: DutyListKind
    number: number
    title: string
    titleEn: string
    basis: string
  } | null
  recommended: boolean
  mayDispatch: boolean
  approach: Approach
  open: boolean | null
  reasons: Array<string>
  openCount: number
  distanceM: number | null
  onDuty: Array<{
    id: string
    name: string
  }>
}

export type ClockWords = {
  kind: ClockKind
  stage: IncidentStage | null
  round: number
  startedAt: string
  warnAt: string
  dueAt: string
  stoppedAt: string | null
  light: Light
  leftMinutes: number
  unitMinutes: number
  source: string
  limit: {
    kind: TimeLimitKind
    amount: number
  }
}

export type ComplaintAnswered = {
  complaint: MyComplaint | null
  receipt: {
    opId: string
    at: string
    code: string
  } | null
  problems: Array<{
    code: ProblemCode
    message: string
    field: string | null
  }>
}

export type EventRow = {
  id: string
  number: string
  kind: string
  at: string
  role: Role | null
  payload: any
  by: {
    id: string
    name: string
  } | null
  unit: {
    id: string
    name: string
  } | null
}

export type FilingOptionRow = {
  dueAt: string
  why: Array<string>
  condition: {
    id: string
    number: string
    text: string
    textEn: string
    severity: number
    evidence: Evidence
    checkPolicy: CheckPolicy
    limit: {
      kind: TimeLimitKind
      amount: number
    }
  }
}

export type GridPlanAnswered = {
  gridPlan: GridPlanView | null
  receipt: {
    opId: string
    at: string
    code: string
  } | null
  problems: Array<{
    code: ProblemCode
    message: string
    field: string | null
    path: Array<string>
  }>
}

export type GridPlanView = {
  id: string
  version: number
  state: GridPlanState
  reason: string
  startsAt: string | null
  madeAt: string
  approvedAt: string | null
  begunAt: string | null
  closedAt: string | null
  declinedReason: string
  lapsedCode: ProblemCode | null
  stayCount: number
  area: {
    code: string
    name: string
    path: string
  }
  madeBy: {
    id: string
    name: string
  } | null
  approvedBy: {
    id: string
    name: string
  } | null
  grids: Array<{
    version: number
    current: boolean
    ring: Array<Array<number>>
    area: {
      code: string
      name: string
    }
  }>
  pieces: Array<{
    code: string
    chosen: boolean
    name: string
    kind: GridKind
    households: number | null
    people: Array<string>
    ring: Array<Array<number>>
  }>
  stays: Array<{
    id: string
    number: string | null
    version: number
    grid: {
      code: string
      name: string
    }
  }>
  allowedSteps: Array<{
    step: GridPlanStep
    allowed: boolean
    why: ProblemCode | null
  }>
}

export type HandoverRow = {
  id: string
  area: string
  note: string
  openCount: number
  lateCount: number
  promisedCount: number
  writtenAt: string
  confirmedAt: string | null
  mayConfirm: boolean
  writtenBy: {
    id: string
    name: string
  } | null
  confirmedBy: {
    id: string
    name: string
  } | null
}

export type Held = {
  id: string
  version: number
  number: string | null
  state: IncidentState
  awaits: IncidentAwaits
  level: number
  severity: number
  light: Light
  channel: IncidentChannel
  text: string
  incidentClass: {
    code: string
  }
  place: {
    lat: number
    lon: number
    accuracyM: number | null
    source: PlaceSource
    address: string
    building: string
    unitDoor: string
    floor: string
  }
  grid: {
    code: string
    name: string
  }
  leadUnit: {
    id: string
    name: string
  } | null
  assignee: {
    id: string
    name: string
  } | null
  reporter: {
    id: string
    name: string
  } | null
  rating: IncidentRating | null
  condition: {
    id: string
    checkPolicy: CheckPolicy
  } | null
  dueAt: string | null
  warnAt: string | null
  receivedAt: string
  changedAt: string
  closedAt: string | null
}

export type HeldTime = {
  unit: {
    id: string
    name: string
  } | null
  area: {
    code: string
    name: string
    level: AreaLevel
  } | null
  state: string
  startsAt: string
  endsAt: string
  running: boolean
  paused: boolean
  workMinutes: number
  eventId: string
}

export type ImportJobAnswered = {
  importJob: ImportJobView | null
  receipt: {
    opId: string
    at: string
    code: string
  } | null
  problems: Array<{
    code: ProblemCode
    message: string
    field: string | null
  }>
}

export type ImportJobView = {
  id: string
  version: number
  state: ImportJobState
  kind: ImportJobKind
  comesFrom: string
  name: string
  rows: number
  heading: number
  headings: Array<string>
  mapping: Array<string>
  preview: Array<{
    row: number
    cells: Array<string>
  }>
  faultCount: number
  faults: Array<{
    row: number | null
    heading: string | null
    wrong: string
    wrongEn: string
    write: string
    writeEn: string
  }>
  missingCount: number
  missing: Array<{
    label: string
    row: number
  }>
  toDo: number
  same: number
  done: number
  onlyGood: boolean
  alone: boolean
  stoppedRow: number | null
  stoppedCode: ProblemCode | null
  madeAt: string
  endedAt: string | null
  madeBy: {
    id: string
    name: string
  } | null
  allowedSteps: Array<{
    step: ImportJobStep
    allowed: boolean
    why: ProblemCode | null
  }>
}

export type IncidentCard = {
  id: string
  version: number
  number: string | null
  state: IncidentState
  awaits: IncidentAwaits
  level: number
  severity: number
  light: Light
  channel: IncidentChannel
  text: string
  incidentClass: {
    code: string
    name: string
    nameEn: string
    selfResolve: boolean
    evidence: Evidence
    major: {
      code: string
    }
  }
  place: {
    lat: number
    lon: number
    address: string
    building: string
    unitDoor: string
    floor: string
    source: PlaceSource
    accuracyM: number | null
  }
  grid: {
    code: string
    name: string
    path: string
  }
  street: {
    code: string
    name: string
  }
  leadUnit: {
    id: string
    name: string
  } | null
  occurredAt: string
  receivedAt: string
  changedAt: string
  closedAt: string | null
  dueAt: string | null
  warnAt: string | null
  closureKind: IncidentClosureKind | null
  duplicateOf: string | null
  clock: ClockWords | null
  photos: Array<{
    sha256: string
    kind: PhotoKind
    arrived: boolean
    thumbUrl: string
  }>
  allowedSteps: Array<{
    step: IncidentStep
    allowed: boolean
    why: ProblemCode | null
  }>
  stepper: Array<{
    key: IncidentStepperKey
    status: IncidentStepperStatus
    by: string | null
  }>
}

export type IncidentFull = {
  id: string
  version: number
  number: string | null
  state: IncidentState
  awaits: IncidentAwaits
  level: number
  severity: number
  light: Light
  channel: IncidentChannel
  externalNo: string | null
  text: string
  incidentClass: {
    code: string
    name: string
    nameEn: string
    selfResolve: boolean
    verify: boolean
    evidence: Evidence
    checkPolicy: CheckPolicy
    major: {
      code: string
      name: string
      nameEn: string
    }
  }
  condition: {
    id: string
    number: string
    text: string
    textEn: string
    evidence: Evidence
    checkPolicy: CheckPolicy
    limit: {
      kind: TimeLimitKind
      amount: number
    }
  } | null
  matter: {
    code: string
    listKind: DutyListKind
    number: number
    title: string
    titleEn: string
    basis: string
  } | null
  place: {
    lat: number
    lon: number
    accuracyM: number | null
    source: PlaceSource
    address: string
    building: string
    unitDoor: string
    floor: string
    confirmedAt: string | null
  }
  grid: {
    code: string
    name: string
    path: string
    lat: number
    lon: number
    shape: {
      version: number
      synthetic: boolean
      ring: Array<Array<number>>
    } | null
  }
  community: {
    code: string
    name: string
  }
  street: {
    code: string
    name: string
  }
  reporter: {
    id: string
    name: string
  } | null
  assignee: {
    id: string
    name: string
  } | null
  leadUnit: {
    id: string
    name: string
    kind: UnitKind
    phone: string
    hours: string
  } | null
  assistUnits: Array<{
    id: string
    name: string
    kind: UnitKind
    phone: string
  }>
  duplicateOf: string | null
  occurredAt: string
  reportedAt: string
  receivedAt: string
  filedAt: string | null
  closedAt: string | null
  changedAt: string
  warnAt: string | null
  dueAt: string | null
  clock: ClockWords | null
  clocks: Array<ClockWords>
  closureKind: IncidentClosureKind | null
  closedLate: boolean | null
  rating: IncidentRating | null
  reworkCount: number
  reopenCount: number
  returnCount: number
  photos: Array<{
    sha256: string
    kind: PhotoKind
    arrived: boolean
    removedAt: string | null
    at: string
    url: string
    thumbUrl: string
  }>
  findings: Array<{
    kind: FindingKind
    round: number
    verdict: FindingVerdict
    text: string
    outsideReason: string
    at: string
    by: {
      id: string
      name: string
    } | null
  }>
  disposals: Array<{
    round: number
    at: string
    acceptedAt: string
    contact: string
    measures: string
    finished: boolean
    promisedOn: string | null
    outcome: DisposalOutcome
    unit: {
      id: string
      name: string
    } | null
  }>
  pendingApproval: ApprovalRow | null
  mergedInto: string | null
  resumeAt: string | null
  supervisions: Array<{
    id: string
    opinion: string
    at: string
    replyBy: string
    answer: string
    answeredAt: string | null
    late: boolean
    by: {
      id: string
      name: string
    } | null
    unit: {
      id: string
      name: string
    } | null
  }>
  stepper: Array<{
    key: IncidentStepperKey
    status: IncidentStepperStatus
    at: string | null
    by: string | null
    round: number
  }>
  allowedSteps: Array<{
    step: IncidentStep
    allowed: boolean
    why: ProblemCode | null
  }>
  whistles: Array<{
    id: string
    number: string | null
    state: WhistleState
    kind: WhistleKind
    light: Light
    dueAt: string | null
    parties: Array<{
      id: string
      state: WhistlePartyState
      light: Light
      unit: {
        id: string
        name: string
      }
    }>
  }>
  mayWhistle: boolean
  events: {
    nodes: Array<EventRow>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
  }
}

export type LookerRow = {
  role: Role
  reasons: Array<string>
  person: {
    id: string
    name: string
  }
  area: {
    code: string
    name: string
  }
}

export type MyComplaint = {
  id: string
  version: number
  state: ComplaintState
  kind: ComplaintKind
  about: ComplaintAbout
  aboutUnit: {
    id: string
    name: string
  } | null
  area: {
    code: string
    name: string
    path: string
  }
  text: string
  photos: Array<string>
  files: Array<string>
  receivedAt: string
  dueAt: string
  answer: string
  answeredAt: string | null
  again: string
  secondAnswer: string
  late: boolean
  closedAt: string | null
  allowedSteps: Array<{
    step: ComplaintStep
    allowed: boolean
    why: ProblemCode | null
  }>
}

export type PartyRow = {
  id: string
  version: number
  part: WhistlePart
  task: string
  state: WhistlePartyState
  light: Light
  calledAt: string | null
  eta: string | null
  arrival: ArrivalMode | null
  arrivalM: number | null
  arrivalReason: string
  sentBack: number
  silence: number
  urgedAt: string | null
  endedAt: string | null
  unit: {
    id: string
    name: string
    kind: UnitKind
    phone: string
    hours: string
  }
  ackedBy: {
    id: string
    name: string
  } | null
  arrivedBy: {
    id: string
    name: string
  } | null
  objection: {
    text: string
    at: string
    dueAt: string
    ruling: WhistleRuling | null
    rulingText: string
    ruledAt: string | null
    matter: {
      code: string
      listKind: DutyListKind
      number: number
      title: string
      titleEn: string
    } | null
  } | null
  results: Array<{
    round: number
    at: string
    acceptedAt: string
    contact: string
    measures: string
    finished: boolean
    promisedOn: string | null
    outcome: DisposalOutcome
  }>
  board: Array<{
    key: WhistleStageKey
    at: string | null
    dueAt: string | null
    light: Light
    late: boolean
  }>
  marks: {
    prompt: WhistleMark
    quality: WhistleMark
    content: WhistleMark
    initiative: WhistleMark
    text: string
    worth: number | null
  } | null
  call: {
    needed: boolean
    fitted: boolean
    text: string
    at: string
  } | null
  allowedSteps: Array<{
    step: WhistlePartyStep
    allowed: boolean
    why: ProblemCode | null
  }>
}

export type PrecedentRow = {
  id: string
  number: string | null
  level: number
  receivedAt: string
  closedAt: string | null
  closureKind: IncidentClosureKind | null
  rating: IncidentRating | null
  returnCount: number
  reworkCount: number
  incidentClass: {
    code: string
    name: string
    nameEn: string
  }
  place: {
    lat: number
    lon: number
    address: string
    building: string
    unitDoor: string
    floor: string
    source: PlaceSource
    accuracyM: number | null
  }
  grid: {
    code: string
    name: string
    path: string
  }
  leadUnit: {
    id: string
    name: string
  } | null
}

export type Referred = {
  version: string
  catalogue: {
    majors: Array<{
      code: string
      kind: ClassKind
      name: string
      nameEn: string
    }>
    classes: Array<{
      code: string
      name: string
      nameEn: string
      words: string
      selfResolve: boolean
      verify: boolean
      evidence: Evidence
      checkPolicy: CheckPolicy
      minLevel: number
      severity: number
      position: number
      major: {
        code: string
      }
    }>
  }
  grids: Array<{
    code: string
    name: string
    path: string
    lat: number
    lon: number
    households: number | null
    shape: {
      version: number
      synthetic: boolean
      ring: Array<Array<number>>
    } | null
  }>
}

export type RuleDraftAnswered = {
  ruleDraft: RuleDraftView | null
  receipt: {
    opId: string
    at: string
    code: string
  } | null
  problems: Array<{
    code: ProblemCode
    message: string
    field: string | null
  }>
}

export type RuleDraftView = {
  id: string
  version: number
  state: RuleDraftState
  kind: RuleDraftKind
  reason: string
  startsOn: string
  year: number | null
  changeCount: number
  toReplay: number
  replayed: number
  simulatedAt: string | null
  madeBy: {
    id: string
    name: string
  } | null
  madeAt: string
  approvedBy: {
    id: string
    name: string
  } | null
  approvedAt: string | null
  begunAt: string | null
  closedAt: string | null
  whyDropped: string
  own: boolean
  notice: string | null
  provisional: boolean | null
  lines: Array<{
    rule: RuleRowView | null
    area: {
      code: string
      name: string
    } | null
    was: RuleTermsView
    becomes: RuleTermsView
  }>
  days: Array<{
    day: string
    was: DayKind
    becomes: DayKind
  }>
  namedDays: Array<{
    day: string
    kind: DayKind
  }>
  simulation: {
    since: string
    earlier: number
    cases: RuleSumView
    running: RuleSumView
    clocks: Array<{
      stage: IncidentStage | null
      count: number
      moved: number
      before: number
      after: number
    }>
    classes: Array<{
      incidentClass: {
        code: string
        name: string
        nameEn: string
      } | null
      count: number
      moved: number
      before: number
      after: number
    }>
    units: Array<{
      unit: {
        id: string
        name: string
      } | null
      count: number
      moved: number
      before: number
      after: number
    }>
  } | null
  allowedSteps: Array<{
    step: RuleDraftStep
    allowed: boolean
    why: ProblemCode | null
  }>
}

export type RuleRowView = {
  condition: string | null
  incidentClass: {
    code: string
    name: string
    nameEn: string
  } | null
  number: string
  text: string
  textEn: string
  area: {
    code: string
    name: string
  } | null
  stage: IncidentStage | null
  urgent: boolean | null
  terms: RuleTermsView
  validFrom: string
}

export type RuleSumView = {
  count: number
  moved: number
  before: number
  after: number
}

export type RuleTermsView = {
  limit: {
    kind: TimeLimitKind
    amount: number
  }
  severity: number | null
  evidence: Evidence | null
  checkPolicy: CheckPolicy | null
}

export type SavedQuestionAnswered = {
  savedQuestion: SavedQuestionView | null
  receipt: {
    opId: string
    at: string
    code: string
  } | null
  problems: Array<{
    code: ProblemCode
    message: string
    field: string | null
  }>
}

export type SavedQuestionView = {
  id: string
  version: number
  state: SavedQuestionState
  name: string
  scope: SavedQuestionScope
  document: string
  given: string
  weekly: boolean
  above: number | null
  own: boolean
  usedAt: string | null
  madeAt: string
  madeBy: {
    id: string
    name: string
  } | null
  area: {
    code: string
    name: string
  }
}

export type StretchWords = {
  startsAt: string
  endsAt: string
  counts: boolean
  code: ClockReason
  source: string
  provisional: boolean
  minutes: number
}

export type WhistleAnswer = {
  whistle: WhistleFull | null
  receipt: {
    opId: string
    at: string
    code: string
    statement: string
    signature: string
    clockOff: number | null
  } | null
  problems: Array<{
    code: ProblemCode
    message: string
    field: string | null
  }>
}

export type WhistleCard = {
  id: string
  version: number
  number: string | null
  state: WhistleState
  kind: WhistleKind
  light: Light
  warnAt: string | null
  dueAt: string | null
  awaitsReview: boolean
  reviewDueAt: string | null
  meetingPoint: string
  meetAt: string | null
  draftedAt: string
  blownAt: string | null
  endedAt: string | null
  changedAt: string
  street: {
    code: string
    name: string
  }
  incident: {
    id: string
    number: string | null
    state: IncidentState
    severity: number
    level: number
    incidentClass: {
      code: string
      name: string
      nameEn: string
    }
    place: {
      lat: number
      lon: number
      address: string
      building: string
      unitDoor: string
      floor: string
      source: PlaceSource
      accuracyM: number | null
    }
    grid: {
      code: string
      name: string
      path: string
    }
  }
  parties: Array<{
    id: string
    part: WhistlePart
    state: WhistlePartyState
    light: Light
    silence: number
    unit: {
      id: string
      name: string
    }
  }>
}

export type WhistleFull = {
  id: string
  version: number
  number: string | null
  state: WhistleState
  kind: WhistleKind
  reason: string
  light: Light
  warnAt: string | null
  dueAt: string | null
  meetingPoint: string
  meetAt: string | null
  doneBy: string | null
  conclusion: string
  costNote: string
  draftedAt: string
  submittedAt: string | null
  blownAt: string | null
  awaitsReview: boolean
  reviewDueAt: string | null
  reviewedAt: string | null
  justified: boolean | null
  jointAt: string | null
  concludedAt: string | null
  endedAt: string | null
  changedAt: string
  matter: {
    code: string
    listKind: DutyListKind
    number: number
    title: string
    titleEn: string
    basis: string
  } | null
  street: {
    code: string
    name: string
  }
  grid: {
    code: string
    name: string
    path: string
    lat: number
    lon: number
  }
  draftedBy: {
    id: string
    name: string
  } | null
  approvedBy: {
    id: string
    name: string
  } | null
  reviewedBy: {
    id: string
    name: string
  } | null
  incident: {
    id: string
    version: number
    number: string | null
    state: IncidentState
    severity: number
    level: number
    incidentClass: {
      code: string
      name: string
      nameEn: string
    }
    place: {
      lat: number
      lon: number
      address: string
      building: string
      unitDoor: string
      floor: string
      source: PlaceSource
      accuracyM: number | null
    }
    grid: {
      code: string
      name: string
      path: string
    }
    allowedSteps: Array<{
      step: IncidentStep
      allowed: boolean
      why: ProblemCode | null
    }>
  }
  parties: Array<PartyRow>
  allowedSteps: Array<{
    step: WhistleStep
    allowed: boolean
    why: ProblemCode | null
  }>
  events: {
    nodes: Array<EventRow>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
  }
}

export type AboutData = {
  about: {
    release: string
    filingNumber: string
  }
}
export type AboutVariables = Record<string, never>
export const About: Operation<AboutData, AboutVariables>

export type AcceptData = {
  incidentAccept: Answer
}
export type AcceptVariables = {
  input: IncidentAcceptInput
}
export const Accept: Operation<AcceptData, AcceptVariables>

export type AccessData = {
  credentials: Array<{
    id: string
    kind: CredentialKind
    name: string
    since: string
    lastUsedOn: string | null
    endsOn: string | null
    here: boolean
    pin: boolean
  }> | null
}
export type AccessVariables = {
  login?: string | null
}
export const Access: Operation<AccessData, AccessVariables>

export type AccountsData = {
  accounts: {
    nodes: Array<{
      id: string
      name: string
      login: string | null
      endedAt: string | null
      hasPassword: boolean
      posts: Array<{
        id: string
        role: Role
        standsFor: boolean
        startsOn: string
        endsOn: string | null
        inForce: boolean
        area: {
          code: string
          name: string
          path: string
        }
        unit: {
          id: string
          name: string
        } | null
      }>
      invites: Array<{
        id: string
        version: number
        expiresAt: string
      }>
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
    total: {
      count: number
      exact: boolean
    }
  }
}
export type AccountsVariables = {
  filter?: AccountFilter | null
  first?: number | null
  after?: string | null
}
export const Accounts: Operation<AccountsData, AccountsVariables>

export type AnswerDraftData = {
  answerDraft: {
    answer: {
      id: string
      version: number
      state: AnswerState
    } | null
    receipt: {
      opId: string
      at: string
      code: string
    } | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type AnswerDraftVariables = {
  input: AnswerDraftInput
}
export const AnswerDraft: Operation<AnswerDraftData, AnswerDraftVariables>

export type AnswerMoreData = {
  answer: {
    id: string
    version: number
    state: AnswerState
    own: boolean
    kind: OuterOrderKind
    acceptedAt: string
    contact: string
    measures: string
    finished: boolean
    promisedOn: string | null
    remark: string
    order: {
      id: string
      number: string
      comesFrom: string
      kind: OuterOrderKind
      text: string
      address: string
      dueAt: string
      incident: {
        id: string
        number: string | null
        incidentClass: {
          name: string
          nameEn: string
        }
      } | null
    } | null
  } | null
}
export type AnswerMoreVariables = {
  id: string
}
export const AnswerMore: Operation<AnswerMoreData, AnswerMoreVariables>

export type AnswerSupervisionData = {
  incidentAnswerSupervision: Answer
}
export type AnswerSupervisionVariables = {
  input: IncidentAnswerSupervisionInput
}
export const AnswerSupervision: Operation<AnswerSupervisionData, AnswerSupervisionVariables>

export type AppealData = {
  incidentAppeal: Answer
}
export type AppealVariables = {
  input: IncidentAppealInput
}
export const Appeal: Operation<AppealData, AppealVariables>

export type ApprovalsToDecideData = {
  approvals: {
    nodes: Array<ApprovalRow & {
      incident: IncidentCard & {
        clocks: Array<ClockWords>
      }
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
  }
}
export type ApprovalsToDecideVariables = {
  filter: ApprovalFilter
  after?: string | null
}
export const ApprovalsToDecide: Operation<ApprovalsToDecideData, ApprovalsToDecideVariables>

export type AreasInBoxData = {
  areas: {
    nodes: Array<{
      code: string
      name: string
      lat: number
      lon: number
      shape: {
        version: number
        synthetic: boolean
        ring: Array<Array<number>>
      } | null
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
  }
}
export type AreasInBoxVariables = {
  level: AreaLevel
  box: BoxInput
  after?: string | null
}
export const AreasInBox: Operation<AreasInBoxData, AreasInBoxVariables>

export type AreasUnderData = {
  areas: {
    nodes: Array<{
      code: string
      name: string
      level: AreaLevel
      lat: number
      lon: number
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
  }
}
export type AreasUnderVariables = {
  under?: string | null
  level?: AreaLevel | null
  after?: string | null
}
export const AreasUnder: Operation<AreasUnderData, AreasUnderVariables>

export type AssignData = {
  incidentAssign: Answer
}
export type AssignVariables = {
  input: IncidentAssignInput
}
export const Assign: Operation<AssignData, AssignVariables>

export type AssignSelfData = {
  incidentAssignSelf: Answer
}
export type AssignSelfVariables = {
  input: IncidentAssignSelfInput
}
export const AssignSelf: Operation<AssignSelfData, AssignSelfVariables>

export type AssignableOfData = {
  incident: {
    id: string
    version: number
    assignable: Array<{
      role: Role | null
      person: {
        id: string
        name: string
      } | null
      area: {
        code: string
        name: string
      } | null
      unit: {
        id: string
        name: string
        hours: string
      } | null
    }>
  } | null
}
export type AssignableOfVariables = {
  id: string
}
export const AssignableOf: Operation<AssignableOfData, AssignableOfVariables>

export type BecauseData = {
  incident: {
    id: string
    whyAssigned: {
      rule: AssignmentRule
      reasons: Array<string>
      distanceM: number | null
      matter: {
        listKind: DutyListKind
        number: number
        title: string
        titleEn: string
      } | null
      others: Array<{
        unit: {
          id: string
          name: string
        }
        matter: {
          listKind: DutyListKind
          number: number
          title: string
          titleEn: string
        } | null
        recommended: boolean
        reasons: Array<string>
        distanceM: number | null
      }>
    } | null
    clocks: Array<{
      kind: ClockKind
      stage: IncidentStage | null
      round: number
      startedAt: string
      dueAt: string
      stoppedAt: string | null
      source: string
      limit: {
        kind: TimeLimitKind
        amount: number
      }
      whyDue: Array<StretchWords>
      whyBreached: Array<StretchWords>
    }>
  } | null
}
export type BecauseVariables = {
  id: string
}
export const Because: Operation<BecauseData, BecauseVariables>

export type CallBackDialData = {
  callBackDial: {
    callBack: Call & {
      contactRevealed: string | null
    } | null
    receipt: {
      opId: string
      at: string
      code: string
    } | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type CallBackDialVariables = {
  input: CallBackDialInput
}
export const CallBackDial: Operation<CallBackDialData, CallBackDialVariables>

export type CallBacksDueData = {
  callBacks: {
    nodes: Array<Call>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
    total: {
      count: number
      exact: boolean
    }
  }
}
export type CallBacksDueVariables = {
  first: number
  after?: string | null
}
export const CallBacksDue: Operation<CallBacksDueData, CallBacksDueVariables>

export type CallStreetData = {
  incidentCallStreet: Answer
}
export type CallStreetVariables = {
  input: IncidentCallStreetInput
}
export const CallStreet: Operation<CallStreetData, CallStreetVariables>

export type CandidatesOfData = {
  incident: {
    id: string
    version: number
    candidates: Array<CandidateRow>
  } | null
}
export type CandidatesOfVariables = {
  id: string
}
export const CandidatesOf: Operation<CandidatesOfData, CandidatesOfVariables>

export type CheckData = {
  incidentCheck: Answer
}
export type CheckVariables = {
  input: IncidentCheckInput
}
export const Check: Operation<CheckData, CheckVariables>

export type CloseUncheckedData = {
  incidentCloseUnchecked: Answer
}
export type CloseUncheckedVariables = {
  input: IncidentCloseUncheckedInput
}
export const CloseUnchecked: Operation<CloseUncheckedData, CloseUncheckedVariables>

export type ColleaguesData = {
  standInColleagues: Array<{
    id: string
    name: string
    role: Role
    area: {
      path: string
      name: string
    }
  }>
}
export type ColleaguesVariables = {
  post: string
}
export const Colleagues: Operation<ColleaguesData, ColleaguesVariables>

export type ComplaintAcceptData = {
  complaintAccept: ComplaintAnswered
}
export type ComplaintAcceptVariables = {
  input: ComplaintAcceptInput
}
export const ComplaintAccept: Operation<ComplaintAcceptData, ComplaintAcceptVariables>

export type ComplaintAskAgainData = {
  complaintAskAgain: ComplaintAnswered
}
export type ComplaintAskAgainVariables = {
  input: ComplaintAskAgainInput
}
export const ComplaintAskAgain: Operation<ComplaintAskAgainData, ComplaintAskAgainVariables>

export type ComplaintFiguresData = {
  complaintFigures: Array<{
    area: {
      code: string
      name: string
      children: Array<{
        code: string
        name: string
      }>
    }
    received: number | null
    answered: number | null
    inTime: number | null
  }>
  complaintUnits: Array<{
    id: string
    name: string
  }>
}
export type ComplaintFiguresVariables = {
  year: number
}
export const ComplaintFigures: Operation<ComplaintFiguresData, ComplaintFiguresVariables>

export type ComplaintFileData = {
  complaintFile: ComplaintAnswered
}
export type ComplaintFileVariables = {
  input: ComplaintFileInput
}
export const ComplaintFile: Operation<ComplaintFileData, ComplaintFileVariables>

export type ComplaintWithdrawData = {
  complaintWithdraw: ComplaintAnswered
}
export type ComplaintWithdrawVariables = {
  input: ComplaintWithdrawInput
}
export const ComplaintWithdraw: Operation<ComplaintWithdrawData, ComplaintWithdrawVariables>

export type ConfirmData = {
  incidentConfirm: Answer
}
export type ConfirmVariables = {
  input: IncidentConfirmInput
}
export const Confirm: Operation<ConfirmData, ConfirmVariables>

export type CountsData = {
  incidentCounts: Array<{
    key: string
    label: string
    count: number
  }>
}
export type CountsVariables = {
  filter?: IncidentFilter | null
  by: IncidentCountBy
}
export const Counts: Operation<CountsData, CountsVariables>

export type CredentialEndData = {
  credentialEnd: {
    ended: number
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type CredentialEndVariables = {
  input: CredentialEndInput
}
export const CredentialEnd: Operation<CredentialEndData, CredentialEndVariables>

export type CredentialEndAllData = {
  credentialEndAll: {
    ended: number
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type CredentialEndAllVariables = {
  input: CredentialEndAllInput
}
export const CredentialEndAll: Operation<CredentialEndAllData, CredentialEndAllVariables>

export type DeclineData = {
  incidentDecline: Answer
}
export type DeclineVariables = {
  input: IncidentDeclineInput
}
export const Decline: Operation<DeclineData, DeclineVariables>

export type DemandYearData = {
  demandFigures: Array<{
    area: {
      code: string
      name: string
    }
    published: number | null
    claimed: number | null
    closed: number | null
    unclaimed: number | null
  }>
  claimFigures: Array<{
    area: {
      code: string
      name: string
    }
    claimed: number | null
    delivered: number | null
    confirmed: number | null
    released: number | null
  }>
}
export type DemandYearVariables = {
  year: number
}
export const DemandYear: Operation<DemandYearData, DemandYearVariables>

export type DeskCountsData = {
  states: Array<{
    key: string
    count: number
  }>
  lights: Array<{
    key: string
    count: number
  }>
  mine: Array<{
    key: string
    count: number
  }>
  urgent: Array<{
    key: string
    count: number
  }>
}
export type DeskCountsVariables = {
  all: IncidentFilter
  open: IncidentFilter
  mine: IncidentFilter
  urgent: IncidentFilter
}
export const DeskCounts: Operation<DeskCountsData, DeskCountsVariables>

export type DeskListData = {
  incidents: {
    nodes: Array<IncidentCard>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
    total: {
      count: number
      exact: boolean
    }
  }
}
export type DeskListVariables = {
  filter?: IncidentFilter | null
  orderBy?: IncidentOrderBy | null
  first?: number | null
  after?: string | null
}
export const DeskList: Operation<DeskListData, DeskListVariables>

export type DeviceRegisterData = {
  deviceRegister: {
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type DeviceRegisterVariables = {
  input: DeviceRegisterInput
}
export const DeviceRegister: Operation<DeviceRegisterData, DeviceRegisterVariables>

export type DeviceRemindData = {
  deviceRemind: {
    at: string | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type DeviceRemindVariables = {
  input: DeviceRemindInput
}
export const DeviceRemind: Operation<DeviceRemindData, DeviceRemindVariables>

export type DeviceReportData = {
  deviceReport: {
    registered: boolean
    remindedAt: string | null
    advice: Array<{
      opId: string
      take: StuckOperationAdvice
      at: string
    }>
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type DeviceReportVariables = {
  input: DeviceReportInput
}
export const DeviceReport: Operation<DeviceReportData, DeviceReportVariables>

export type DigestsData = {
  digests: Array<{
    id: string
    at: string
    readAt: string | null
    count: number
  }>
}
export type DigestsVariables = Record<string, never>
export const Digests: Operation<DigestsData, DigestsVariables>

export type DispatchData = {
  incidentDispatch: Answer
}
export type DispatchVariables = {
  input: IncidentDispatchInput
}
export const Dispatch: Operation<DispatchData, DispatchVariables>

export type EscalateData = {
  incidentEscalate: Answer
}
export type EscalateVariables = {
  input: IncidentEscalateInput
}
export const Escalate: Operation<EscalateData, EscalateVariables>

export type ExtendData = {
  incidentExtend: Answer
}
export type ExtendVariables = {
  input: IncidentExtendInput
}
export const Extend: Operation<ExtendData, ExtendVariables>

export type FailData = {
  incidentFail: Answer
}
export type FailVariables = {
  input: IncidentFailInput
}
export const Fail: Operation<FailData, FailVariables>

export type FeedData = {
  incidents: {
    nodes: Array<IncidentCard>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
  }
}
export type FeedVariables = {
  filter?: IncidentFilter | null
  orderBy?: IncidentOrderBy | null
  first?: number | null
  after?: string | null
}
export const Feed: Operation<FeedData, FeedVariables>

export type FeedBackData = {
  incidentFeedBack: Answer
}
export type FeedBackVariables = {
  input: IncidentFeedBackInput
}
export const FeedBack: Operation<FeedBackData, FeedBackVariables>

export type FileData = {
  incidentFile: Answer
}
export type FileVariables = {
  input: IncidentFileInput
}
export const File: Operation<FileData, FileVariables>

export type FilingOptionsOfData = {
  incident: {
    id: string
    version: number
    severity: number
    incidentClass: {
      code: string
      name: string
      nameEn: string
    }
    filingOptions: Array<FilingOptionRow>
  } | null
}
export type FilingOptionsOfVariables = {
  id: string
  classCode?: string | null
  severity?: number | null
}
export const FilingOptionsOf: Operation<FilingOptionsOfData, FilingOptionsOfVariables>

export type GiveBackData = {
  incidentGiveBack: Answer
}
export type GiveBackVariables = {
  input: IncidentGiveBackInput
}
export const GiveBack: Operation<GiveBackData, GiveBackVariables>

export type GrantData = {
  incidentGrant: Answer
}
export type GrantVariables = {
  input: IncidentGrantInput
}
export const Grant: Operation<GrantData, GrantVariables>

export type GridPlanAmendData = {
  gridPlanAmend: GridPlanAnswered
}
export type GridPlanAmendVariables = {
  input: GridPlanAmendInput
}
export const GridPlanAmend: Operation<GridPlanAmendData, GridPlanAmendVariables>

export type GridPlanApproveData = {
  gridPlanApprove: GridPlanAnswered
}
export type GridPlanApproveVariables = {
  input: GridPlanApproveInput
}
export const GridPlanApprove: Operation<GridPlanApproveData, GridPlanApproveVariables>

export type GridPlanCheckData = {
  gridPlanCheck: GridPlanAnswered
}
export type GridPlanCheckVariables = {
  input: GridPlanCheckInput
}
export const GridPlanCheck: Operation<GridPlanCheckData, GridPlanCheckVariables>

export type GridPlanDeclineData = {
  gridPlanDecline: GridPlanAnswered
}
export type GridPlanDeclineVariables = {
  input: GridPlanDeclineInput
}
export const GridPlanDecline: Operation<GridPlanDeclineData, GridPlanDeclineVariables>

export type GridPlanDraftData = {
  gridPlanDraft: GridPlanAnswered
}
export type GridPlanDraftVariables = {
  input: GridPlanDraftInput
}
export const GridPlanDraft: Operation<GridPlanDraftData, GridPlanDraftVariables>

export type GridPlanDropData = {
  gridPlanDrop: GridPlanAnswered
}
export type GridPlanDropVariables = {
  input: GridPlanDropInput
}
export const GridPlanDrop: Operation<GridPlanDropData, GridPlanDropVariables>

export type GridPlanGroundData = {
  areas: {
    nodes: Array<{
      code: string
      name: string
      households: number | null
      shape: {
        version: number
        ring: Array<Array<number>>
      } | null
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
  }
  gridPlanWorkers: Array<{
    id: string
    name: string
    areas: Array<string>
  }>
}
export type GridPlanGroundVariables = {
  area: string
}
export const GridPlanGround: Operation<GridPlanGroundData, GridPlanGroundVariables>

export type GridPlanOneData = {
  gridPlan: GridPlanView | null
}
export type GridPlanOneVariables = {
  id: string
}
export const GridPlanOne: Operation<GridPlanOneData, GridPlanOneVariables>

export type GridPlanPartsData = {
  gridPlanParts: Array<{
    hectares: number
    code: string | null
    ring: Array<Array<number>>
  }>
}
export type GridPlanPartsVariables = {
  grids: Array<string>
  line?: string | null
}
export const GridPlanParts: Operation<GridPlanPartsData, GridPlanPartsVariables>

export type GridPlansData = {
  gridPlans: {
    nodes: Array<{
      id: string
      state: GridPlanState
      reason: string
      madeAt: string
      startsAt: string | null
      begunAt: string | null
      stayCount: number
      area: {
        code: string
        name: string
        path: string
      }
      madeBy: {
        id: string
        name: string
      } | null
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
    total: {
      count: number
      exact: boolean
    }
  }
}
export type GridPlansVariables = {
  first: number
  after?: string | null
}
export const GridPlans: Operation<GridPlansData, GridPlansVariables>

export type HandUpData = {
  incidentHandUp: Answer
}
export type HandUpVariables = {
  input: IncidentHandUpInput
}
export const HandUp: Operation<HandUpData, HandUpVariables>

export type HandoverConfirmData = {
  handoverConfirm: {
    handover: HandoverRow | null
    receipt: {
      opId: string
      at: string
      code: string
    } | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type HandoverConfirmVariables = {
  input: HandoverConfirmInput
}
export const HandoverConfirm: Operation<HandoverConfirmData, HandoverConfirmVariables>

export type HandoverDeskData = {
  handovers: {
    nodes: Array<HandoverRow>
  }
  late: {
    nodes: Array<IncidentCard>
    total: {
      count: number
      exact: boolean
    }
  }
  promised: {
    nodes: Array<IncidentCard>
    total: {
      count: number
      exact: boolean
    }
  }
}
export type HandoverDeskVariables = {
  area: string
  late: IncidentFilter
  promised: IncidentFilter
}
export const HandoverDesk: Operation<HandoverDeskData, HandoverDeskVariables>

export type HandoverWriteData = {
  handoverWrite: {
    handover: HandoverRow | null
    receipt: {
      opId: string
      at: string
      code: string
    } | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type HandoverWriteVariables = {
  input: HandoverWriteInput
}
export const HandoverWrite: Operation<HandoverWriteData, HandoverWriteVariables>

export type HotIssueAdoptData = {
  hotIssueAdopt: {
    receipt: {
      opId: string
      at: string
      code: string
    } | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type HotIssueAdoptVariables = {
  input: HotIssueAdoptInput
}
export const HotIssueAdopt: Operation<HotIssueAdoptData, HotIssueAdoptVariables>

export type HotIssueDeclineData = {
  hotIssueDecline: {
    receipt: {
      opId: string
      at: string
      code: string
    } | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type HotIssueDeclineVariables = {
  input: HotIssueDeclineInput
}
export const HotIssueDecline: Operation<HotIssueDeclineData, HotIssueDeclineVariables>

export type HotIssueSolveData = {
  hotIssueSolve: {
    receipt: {
      opId: string
      at: string
      code: string
    } | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type HotIssueSolveVariables = {
  input: HotIssueSolveInput
}
export const HotIssueSolve: Operation<HotIssueSolveData, HotIssueSolveVariables>

export type ImportJobCheckData = {
  importJobCheck: ImportJobAnswered
}
export type ImportJobCheckVariables = {
  input: ImportJobCheckInput
}
export const ImportJobCheck: Operation<ImportJobCheckData, ImportJobCheckVariables>

export type ImportJobMapData = {
  importJobMap: ImportJobAnswered
}
export type ImportJobMapVariables = {
  input: ImportJobMapInput
}
export const ImportJobMap: Operation<ImportJobMapData, ImportJobMapVariables>

export type ImportJobOneData = {
  importJob: ImportJobView | null
  importKinds: Array<{
    kind: ImportJobKind
    keeper: Role
    keepers: Array<Role>
    alone: boolean
    most: number
    fields: Array<{
      name: string
      zh: string
      needed: boolean
    }>
  }>
}
export type ImportJobOneVariables = {
  id: string
}
export const ImportJobOne: Operation<ImportJobOneData, ImportJobOneVariables>

export type ImportJobRunData = {
  importJobRun: ImportJobAnswered
}
export type ImportJobRunVariables = {
  input: ImportJobRunInput
}
export const ImportJobRun: Operation<ImportJobRunData, ImportJobRunVariables>

export type ImportJobStopData = {
  importJobStop: ImportJobAnswered
}
export type ImportJobStopVariables = {
  input: ImportJobStopInput
}
export const ImportJobStop: Operation<ImportJobStopData, ImportJobStopVariables>

export type ImportJobUploadData = {
  importJobUpload: ImportJobAnswered
}
export type ImportJobUploadVariables = {
  input: ImportJobUploadInput
}
export const ImportJobUpload: Operation<ImportJobUploadData, ImportJobUploadVariables>

export type ImportJobsData = {
  importJobs: {
    nodes: Array<{
      id: string
      state: ImportJobState
      kind: ImportJobKind
      comesFrom: string
      name: string
      rows: number
      toDo: number
      same: number
      done: number
      faultCount: number
      madeAt: string
      madeBy: {
        id: string
        name: string
      } | null
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
    total: {
      count: number
      exact: boolean
    }
  }
  importKinds: Array<{
    kind: ImportJobKind
    keeper: Role
    keepers: Array<Role>
    alone: boolean
    most: number
    fields: Array<{
      name: string
      zh: string
      needed: boolean
    }>
  }>
}
export type ImportJobsVariables = {
  first: number
  after?: string | null
}
export const ImportJobs: Operation<ImportJobsData, ImportJobsVariables>

export type IncidentChangedData = {
  incidentChanged: {
    eventId: string
    kind: string
    at: string
    incident: IncidentCard
  }
}
export type IncidentChangedVariables = {
  area?: string | null
  id?: string | null
}
export const IncidentChanged: Operation<IncidentChangedData, IncidentChangedVariables>

export type IncidentDetailData = {
  incident: IncidentFull | null
}
export type IncidentDetailVariables = {
  id?: string | null
  number?: string | null
}
export const IncidentDetail: Operation<IncidentDetailData, IncidentDetailVariables>

export type IncidentEventsData = {
  incident: {
    id: string
    events: {
      nodes: Array<EventRow>
      pageInfo: {
        hasNextPage: boolean
        endCursor: string | null
      }
    }
  } | null
}
export type IncidentEventsVariables = {
  id: string
  after?: string | null
}
export const IncidentEvents: Operation<IncidentEventsData, IncidentEventsVariables>

export type IncidentStatesData = {
  incidents: {
    nodes: Array<{
      id: string
      version: number
      number: string | null
      state: IncidentState
      closureKind: IncidentClosureKind | null
      stepper: Array<{
        key: IncidentStepperKey
        status: IncidentStepperStatus
        at: string | null
        by: string | null
        round: number
      }>
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
  }
}
export type IncidentStatesVariables = {
  filter?: IncidentFilter | null
  after?: string | null
}
export const IncidentStates: Operation<IncidentStatesData, IncidentStatesVariables>

export type InviteEndData = {
  inviteEnd: {
    invite: {
      id: string
      state: InviteState
    } | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type InviteEndVariables = {
  input: InviteEndInput
}
export const InviteEnd: Operation<InviteEndData, InviteEndVariables>

export type InviteSendData = {
  inviteSend: {
    invite: {
      id: string
      version: number
      expiresAt: string
    } | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type InviteSendVariables = {
  input: InviteSendInput
}
export const InviteSend: Operation<InviteSendData, InviteSendVariables>

export type LocateData = {
  locate: {
    code: string
    name: string
    path: string
  } | null
}
export type LocateVariables = {
  lat: number
  lon: number
}
export const Locate: Operation<LocateData, LocateVariables>

export type LookersOfData = {
  incident: {
    id: string
    version: number
    lookerPosts: Array<LookerRow>
  } | null
}
export type LookersOfVariables = {
  id: string
}
export const LookersOf: Operation<LookersOfData, LookersOfVariables>

export type MarksOnMapData = {
  incidents: {
    nodes: Array<{
      id: string
      version: number
      state: IncidentState
      light: Light
      severity: number
      incidentClass: {
        code: string
        name: string
        nameEn: string
      }
      place: {
        lat: number
        lon: number
      }
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
    total: {
      count: number
      exact: boolean
    }
  }
}
export type MarksOnMapVariables = {
  filter: IncidentFilter
  after?: string | null
}
export const MarksOnMap: Operation<MarksOnMapData, MarksOnMapVariables>

export type MattersData = {
  catalogue: {
    matters: Array<{
      code: string
      listKind: DutyListKind
      number: number
      title: string
      titleEn: string
    }>
  }
}
export type MattersVariables = Record<string, never>
export const Matters: Operation<MattersData, MattersVariables>

export type MergeData = {
  incidentMerge: Answer
}
export type MergeVariables = {
  input: IncidentMergeInput
}
export const Merge: Operation<MergeData, MergeVariables>

export type MyComplaintsData = {
  complaints: {
    nodes: Array<MyComplaint>
  }
}
export type MyComplaintsVariables = Record<string, never>
export const MyComplaints: Operation<MyComplaintsData, MyComplaintsVariables>

export type NotFoundData = {
  incidentNotFound: Answer
}
export type NotFoundVariables = {
  input: IncidentNotFoundInput
}
export const NotFound: Operation<NotFoundData, NotFoundVariables>

export type NoteData = {
  incidentNote: Answer
}
export type NoteVariables = {
  input: IncidentNoteInput
}
export const Note: Operation<NoteData, NoteVariables>

export type NoticeReadData = {
  noticeRead: {
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type NoticeReadVariables = {
  input: NoticeReadInput
}
export const NoticeRead: Operation<NoticeReadData, NoticeReadVariables>

export type NoticeReadAllData = {
  noticeReadAll: {
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type NoticeReadAllVariables = {
  input: NoticeReadAllInput
}
export const NoticeReadAll: Operation<NoticeReadAllData, NoticeReadAllVariables>

export type NoticeSetData = {
  noticeSet: {
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type NoticeSetVariables = {
  input: NoticeSetInput
}
export const NoticeSet: Operation<NoticeSetData, NoticeSetVariables>

export type NoticeSettingsData = {
  noticeSettings: {
    windows: Array<{
      weekday: number
      starts: number
      ends: number
    }>
    browsers: number
    pushedAt: string | null
    onDuty: boolean
    pushKey: string
  }
}
export type NoticeSettingsVariables = Record<string, never>
export const NoticeSettings: Operation<NoticeSettingsData, NoticeSettingsVariables>

export type NoticesData = {
  notices: {
    nodes: Array<{
      id: string
      kind: NoticeKind
      at: string
      dueAt: string | null
      readAt: string | null
      severity: number
      facts: any
      subjectKind: string
      subjectId: string
      incident: {
        id: string
        number: string | null
        state: IncidentState
        severity: number
        light: Light
        incidentClass: {
          code: string
          name: string
          nameEn: string
        }
        grid: {
          name: string
          path: string
        }
        place: {
          address: string
          building: string
          unitDoor: string
          floor: string
        }
        clock: ClockWords | null
      } | null
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
  }
}
export type NoticesVariables = {
  unread?: boolean | null
  digest?: string | null
  after?: string | null
}
export const Notices: Operation<NoticesData, NoticesVariables>

export type OuterOrderMoreData = {
  outerOrder: {
    id: string
    version: number
    state: OuterOrderState
    changes: Array<{
      name: string
      was: string
      now: string
    }>
    rounds: Array<{
      number: number
      answeredAt: string | null
      sentBackAt: string
      why: string
    }>
    incident: {
      id: string
      state: IncidentState
      disposals: Array<{
        at: string
        acceptedAt: string
        contact: string
        measures: string
        finished: boolean
        promisedOn: string | null
      }>
    } | null
  } | null
  answers: {
    nodes: Array<{
      id: string
      state: AnswerState
      round: number
      measures: string
      writtenAt: string
      sentAt: string | null
      remark: string
    }>
  }
}
export type OuterOrderMoreVariables = {
  id: string
}
export const OuterOrderMore: Operation<OuterOrderMoreData, OuterOrderMoreVariables>

export type OuterOrderResultsData = {
  outerOrders: {
    nodes: Array<{
      id: string
      number: string
      text: string
      kind: OuterOrderKind
      className: string
      address: string
      contact: string
      sentAt: string
      dueAt: string
      returnBy: string
      state: OuterOrderState
      words: string
      answerWords: string
      answeredAt: string | null
      area: {
        code: string
        name: string
      }
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
  }
}
export type OuterOrderResultsVariables = {
  source: string
  after?: string | null
}
export const OuterOrderResults: Operation<OuterOrderResultsData, OuterOrderResultsVariables>

export type OverviewData = {
  lights: Array<{
    key: string
    count: number
  }>
  lateByStreet: Array<{
    key: string
    label: string
    count: number
  }>
  lateByUnit: Array<{
    key: string
    label: string
    count: number
  }>
  longest: {
    nodes: Array<IncidentCard>
  }
  stuck: {
    nodes: Array<WhistleCard>
    total: {
      count: number
      exact: boolean
    }
  }
  spot: {
    nodes: Array<{
      id: string
      share: number
      drawnAt: string
      incident: {
        id: string
        version: number
        number: string | null
        state: IncidentState
        incidentClass: {
          code: string
          name: string
          nameEn: string
        }
        place: {
          lat: number
          lon: number
          address: string
          building: string
          unitDoor: string
          floor: string
          source: PlaceSource
          accuracyM: number | null
        }
        grid: {
          code: string
          name: string
          path: string
        }
        allowedSteps: Array<{
          step: IncidentStep
          allowed: boolean
          why: ProblemCode | null
        }>
      }
    }>
    pageInfo: {
      hasNextPage: boolean
    }
  }
  hot: {
    nodes: Array<{
      id: string
      version: number
      state: HotIssueState
      count: number
      lastAt: string
      dueOn: string | null
      plan: string
      street: {
        code: string
      }
      allowedSteps: Array<{
        step: HotIssueStep
        allowed: boolean
        why: ProblemCode | null
      }>
      incidentClass: {
        code: string
        name: string
        nameEn: string
      }
      grid: {
        code: string
        name: string
        path: string
      }
      ownerUnit: {
        id: string
        name: string
      } | null
      members: {
        nodes: Array<{
          incident: {
            id: string
          } | null
        }>
      }
    }>
    pageInfo: {
      hasNextPage: boolean
    }
  }
  whistleRates: {
    rates: Array<{
      area: {
        code: string
        name: string
      }
      filed: number | null
      blown: number | null
      perHundred: number | null
      tail: WhistleRateTail | null
    }>
    low: number | null
    high: number | null
    ruled: number
    upheldShare: number | null
  }
}
export type OverviewVariables = {
  area: string
  open: IncidentFilter
  late: IncidentFilter
  stuck: WhistleFilter
  spot: SpotCheckFilter
  hot: HotIssueFilter
  period: PeriodInput
}
export const Overview: Operation<OverviewData, OverviewVariables>

export type PassData = {
  incidentPass: Answer
}
export type PassVariables = {
  input: IncidentPassInput
}
export const Pass: Operation<PassData, PassVariables>

export type PasswordChangeData = {
  passwordChange: {
    ended: number
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type PasswordChangeVariables = {
  input: PasswordChangeInput
}
export const PasswordChange: Operation<PasswordChangeData, PasswordChangeVariables>

export type PersonAddData = {
  personAdd: {
    changed: number
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type PersonAddVariables = {
  input: PersonAddInput
}
export const PersonAdd: Operation<PersonAddData, PersonAddVariables>

export type PersonAddPostData = {
  personAddPost: {
    changed: number
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type PersonAddPostVariables = {
  input: PersonAddPostInput
}
export const PersonAddPost: Operation<PersonAddPostData, PersonAddPostVariables>

export type PersonEndPostData = {
  personEndPost: {
    changed: number
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type PersonEndPostVariables = {
  input: PersonEndPostInput
}
export const PersonEndPost: Operation<PersonEndPostData, PersonEndPostVariables>

export type PersonLeaveData = {
  personLeave: {
    changed: number
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type PersonLeaveVariables = {
  input: PersonLeaveInput
}
export const PersonLeave: Operation<PersonLeaveData, PersonLeaveVariables>

export type PostExtendData = {
  postExtend: {
    changed: number
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type PostExtendVariables = {
  input: PostExtendInput
}
export const PostExtend: Operation<PostExtendData, PostExtendVariables>

export type PrecedentsData = {
  precedents: Array<PrecedentRow>
}
export type PrecedentsVariables = {
  classCode: string
  lat: number
  lon: number
}
export const Precedents: Operation<PrecedentsData, PrecedentsVariables>

export type PullData = {
  viewer: {
    person: {
      id: string
    } | null
  }
  pull: {
    epoch: string
    cursor: string
    more: boolean
    reset: boolean
    gone: Array<string>
    keepClosedDays: number
    incidents: Array<Held>
    reference: Referred | null
  }
}
export type PullVariables = {
  cursor?: string | null
  first?: number | null
  reference?: string | null
}
export const Pull: Operation<PullData, PullVariables>

export type PushSubscribeData = {
  pushSubscribe: {
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type PushSubscribeVariables = {
  input: PushSubscribeInput
}
export const PushSubscribe: Operation<PushSubscribeData, PushSubscribeVariables>

export type PushTriedData = {
  pushTried: string
}
export type PushTriedVariables = Record<string, never>
export const PushTried: Operation<PushTriedData, PushTriedVariables>

export type PushTryData = {
  pushTry: {
    taken: boolean | null
    why: string | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type PushTryVariables = {
  input: PushTryInput
}
export const PushTry: Operation<PushTryData, PushTryVariables>

export type PushUnsubscribeData = {
  pushUnsubscribe: {
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type PushUnsubscribeVariables = {
  input: PushUnsubscribeInput
}
export const PushUnsubscribe: Operation<PushUnsubscribeData, PushUnsubscribeVariables>

export type RateData = {
  incidentRate: Answer
}
export type RateVariables = {
  input: IncidentRateInput
}
export const Rate: Operation<RateData, RateVariables>

export type ReceiptsOfData = {
  receipts: Array<{
    opId: string
    at: string
    code: string
  }>
}
export type ReceiptsOfVariables = {
  opIds: Array<string>
}
export const ReceiptsOf: Operation<ReceiptsOfData, ReceiptsOfVariables>

export type RedispatchData = {
  incidentRedispatch: Answer
}
export type RedispatchVariables = {
  input: IncidentRedispatchInput
}
export const Redispatch: Operation<RedispatchData, RedispatchVariables>

export type ReferenceData = {
  viewer: {
    person: {
      id: string
    } | null
  }
  pull: {
    reference: Referred | null
  }
}
export type ReferenceVariables = Record<string, never>
export const Reference: Operation<ReferenceData, ReferenceVariables>

export type RejectData = {
  incidentReject: Answer
}
export type RejectVariables = {
  input: IncidentRejectInput
}
export const Reject: Operation<RejectData, RejectVariables>

export type ReopenData = {
  incidentReopen: Answer
}
export type ReopenVariables = {
  input: IncidentReopenInput
}
export const Reopen: Operation<ReopenData, ReopenVariables>

export type ReportData = {
  incidentReport: Answer
}
export type ReportVariables = {
  input: IncidentReportInput
}
export const Report: Operation<ReportData, ReportVariables>

export type ResumeData = {
  incidentResume: Answer
}
export type ResumeVariables = {
  input: IncidentResumeInput
}
export const Resume: Operation<ResumeData, ResumeVariables>

export type RuleBookData = {
  ruleBook: {
    conditions: Array<RuleRowView>
    stages: Array<RuleRowView>
  }
}
export type RuleBookVariables = Record<string, never>
export const RuleBook: Operation<RuleBookData, RuleBookVariables>

export type RuleDraftApproveData = {
  ruleDraftApprove: RuleDraftAnswered
}
export type RuleDraftApproveVariables = {
  input: RuleDraftApproveInput
}
export const RuleDraftApprove: Operation<RuleDraftApproveData, RuleDraftApproveVariables>

export type RuleDraftDropData = {
  ruleDraftDrop: RuleDraftAnswered
}
export type RuleDraftDropVariables = {
  input: RuleDraftDropInput
}
export const RuleDraftDrop: Operation<RuleDraftDropData, RuleDraftDropVariables>

export type RuleDraftEditData = {
  ruleDraftEdit: RuleDraftAnswered
}
export type RuleDraftEditVariables = {
  input: RuleDraftEditInput
}
export const RuleDraftEdit: Operation<RuleDraftEditData, RuleDraftEditVariables>

export type RuleDraftOneData = {
  ruleDraft: RuleDraftView | null
}
export type RuleDraftOneVariables = {
  id: string
}
export const RuleDraftOne: Operation<RuleDraftOneData, RuleDraftOneVariables>

export type RuleDraftProposeData = {
  ruleDraftPropose: RuleDraftAnswered
}
export type RuleDraftProposeVariables = {
  input: RuleDraftProposeInput
}
export const RuleDraftPropose: Operation<RuleDraftProposeData, RuleDraftProposeVariables>

export type RuleDraftSimulateData = {
  ruleDraftSimulate: RuleDraftAnswered
}
export type RuleDraftSimulateVariables = {
  input: RuleDraftSimulateInput
}
export const RuleDraftSimulate: Operation<RuleDraftSimulateData, RuleDraftSimulateVariables>

export type RuleDraftsData = {
  ruleDrafts: {
    nodes: Array<{
      id: string
      state: RuleDraftState
      kind: RuleDraftKind
      reason: string
      startsOn: string
      year: number | null
      changeCount: number
      own: boolean
      madeAt: string
      madeBy: {
        id: string
        name: string
      } | null
      allowedSteps: Array<{
        step: RuleDraftStep
        allowed: boolean
        why: ProblemCode | null
      }>
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
    total: {
      count: number
      exact: boolean
    }
  }
}
export type RuleDraftsVariables = {
  first: number
  after?: string | null
}
export const RuleDrafts: Operation<RuleDraftsData, RuleDraftsVariables>

export type RuleProgressData = {
  ruleDraft: {
    id: string
    replayed: number
    toReplay: number
  } | null
}
export type RuleProgressVariables = {
  id: string
}
export const RuleProgress: Operation<RuleProgressData, RuleProgressVariables>

export type SavedQuestionChangeData = {
  savedQuestionChange: SavedQuestionAnswered
}
export type SavedQuestionChangeVariables = {
  input: SavedQuestionChangeInput
}
export const SavedQuestionChange: Operation<SavedQuestionChangeData, SavedQuestionChangeVariables>

export type SavedQuestionDropData = {
  savedQuestionDrop: SavedQuestionAnswered
}
export type SavedQuestionDropVariables = {
  input: SavedQuestionDropInput
}
export const SavedQuestionDrop: Operation<SavedQuestionDropData, SavedQuestionDropVariables>

export type SavedQuestionKeepData = {
  savedQuestionKeep: SavedQuestionAnswered
}
export type SavedQuestionKeepVariables = {
  input: SavedQuestionKeepInput
}
export const SavedQuestionKeep: Operation<SavedQuestionKeepData, SavedQuestionKeepVariables>

export type SavedQuestionOneData = {
  savedQuestion: SavedQuestionView | null
}
export type SavedQuestionOneVariables = {
  id: string
}
export const SavedQuestionOne: Operation<SavedQuestionOneData, SavedQuestionOneVariables>

export type SavedQuestionSendData = {
  savedQuestionSend: SavedQuestionAnswered
}
export type SavedQuestionSendVariables = {
  input: SavedQuestionSendInput
}
export const SavedQuestionSend: Operation<SavedQuestionSendData, SavedQuestionSendVariables>

export type SavedQuestionsData = {
  savedQuestions: {
    nodes: Array<{
      id: string
      name: string
      scope: SavedQuestionScope
      weekly: boolean
      above: number | null
      own: boolean
      usedAt: string | null
      madeAt: string
      madeBy: {
        id: string
        name: string
      } | null
      area: {
        code: string
        name: string
      }
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
    total: {
      count: number
      exact: boolean
    }
  }
}
export type SavedQuestionsVariables = {
  first: number
  after?: string | null
}
export const SavedQuestions: Operation<SavedQuestionsData, SavedQuestionsVariables>

export type SelfResolveData = {
  incidentSelfResolve: Answer
}
export type SelfResolveVariables = {
  input: IncidentSelfResolveInput
}
export const SelfResolve: Operation<SelfResolveData, SelfResolveVariables>

export type SendCheckData = {
  incidentSendCheck: Answer
}
export type SendCheckVariables = {
  input: IncidentSendCheckInput
}
export const SendCheck: Operation<SendCheckData, SendCheckVariables>

export type SendVerifyData = {
  incidentSendVerify: Answer
}
export type SendVerifyVariables = {
  input: IncidentSendVerifyInput
}
export const SendVerify: Operation<SendVerifyData, SendVerifyVariables>

export type SignData = {
  incidentSign: Answer
}
export type SignVariables = {
  input: IncidentSignInput
}
export const Sign: Operation<SignData, SignVariables>

export type SimilarData = {
  similarIncidents: Array<IncidentCard>
}
export type SimilarVariables = {
  classCode: string
  lat: number
  lon: number
}
export const Similar: Operation<SimilarData, SimilarVariables>

export type SpotCheckData = {
  incidentSpotCheck: Answer
}
export type SpotCheckVariables = {
  input: IncidentSpotCheckInput
}
export const SpotCheck: Operation<SpotCheckData, SpotCheckVariables>

export type StandInAcceptData = {
  standInAccept: {
    standIn: {
      id: string
      version: number
      state: StandInState
    } | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type StandInAcceptVariables = {
  input: StandInAcceptInput
}
export const StandInAccept: Operation<StandInAcceptData, StandInAcceptVariables>

export type StandInAskData = {
  standInAsk: {
    standIn: {
      id: string
      version: number
      state: StandInState
    } | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type StandInAskVariables = {
  input: StandInAskInput
}
export const StandInAsk: Operation<StandInAskData, StandInAskVariables>

export type StandInEndData = {
  standInEnd: {
    standIn: {
      id: string
      version: number
      state: StandInState
    } | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type StandInEndVariables = {
  input: StandInEndInput
}
export const StandInEnd: Operation<StandInEndData, StandInEndVariables>

export type StandInsData = {
  standIns: {
    nodes: Array<{
      id: string
      version: number
      state: StandInState
      startsOn: string
      endsOn: string
      own: boolean
      role: Role | null
      area: {
        path: string
        name: string
      }
      askedBy: {
        name: string
      } | null
      person: {
        name: string
      } | null
      allowedSteps: Array<{
        step: StandInStep
        why: ProblemCode | null
      }>
    }>
  }
}
export type StandInsVariables = Record<string, never>
export const StandIns: Operation<StandInsData, StandInsVariables>

export type StuckOperationAdviseData = {
  stuckOperationAdvise: {
    at: string | null
    problems: Array<{
      code: ProblemCode
      message: string
      field: string | null
    }>
  }
}
export type StuckOperationAdviseVariables = {
  input: StuckOperationAdviseInput
}
export const StuckOperationAdvise: Operation<StuckOperationAdviseData, StuckOperationAdviseVariables>

export type StuckOperationsData = {
  stuckOperations: {
    nodes: Array<{
      opId: string
      subjectKind: string
      subjectId: string
      incidentId: string
      operation: string
      code: string
      recordedAt: string | null
      toldAt: string
      advice: StuckOperationAdvice | null
      advisedAt: string | null
      wrote: Array<{
        name: string
        value: string
      }>
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
  }
}
export type StuckOperationsVariables = {
  area?: string | null
  first?: number | null
  after?: string | null
}
export const StuckOperations: Operation<StuckOperationsData, StuckOperationsVariables>

export type SubjectChangedData = {
  subjectChanged: {
    eventId: string
    kind: string
    at: string
    subjectKind: string
    subjectId: string
    incident: IncidentCard | null
  }
}
export type SubjectChangedVariables = Record<string, never>
export const SubjectChanged: Operation<SubjectChangedData, SubjectChangedVariables>

export type SuperviseData = {
  incidentSupervise: Answer
}
export type SuperviseVariables = {
  input: IncidentSuperviseInput
}
export const Supervise: Operation<SuperviseData, SuperviseVariables>

export type SuspendData = {
  incidentSuspend: Answer
}
export type SuspendVariables = {
  input: IncidentSuspendInput
}
export const Suspend: Operation<SuspendData, SuspendVariables>

export type SyncFactsData = {
  viewer: {
    person: {
      id: string
    } | null
  }
  syncKeys: {
    epoch: string
    receiptKey: string
    carryKey: string
  }
}
export type SyncFactsVariables = Record<string, never>
export const SyncFacts: Operation<SyncFactsData, SyncFactsVariables>

export type SyncHealthData = {
  syncHealth: {
    nodes: Array<{
      id: string
      lastContact: string
      pending: number
      needsYou: number
      oldestRecordedAt: string | null
      appVersion: string
      persisted: boolean | null
      usageMb: number | null
      quotaMb: number | null
      unsentKb: number
      clockOff: number | null
      missing: number
      erased: number
      remindedAt: string | null
      posts: Array<{
        role: Role
        area: {
          code: string
          name: string
          path: string
        }
      }>
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
  }
}
export type SyncHealthVariables = {
  area?: string | null
  only?: DeviceOnly | null
  version?: string | null
  first?: number | null
  after?: string | null
}
export const SyncHealth: Operation<SyncHealthData, SyncHealthVariables>

export type SyncSumsData = {
  syncSums: {
    devices: number
    today: number
    waiting: number
    behind: number
    needsYou: number
    old: number
    clock: number
    lost: number
    conflicts: number
    refused: number
  }
}
export type SyncSumsVariables = {
  area?: string | null
  version?: string | null
}
export const SyncSums: Operation<SyncSumsData, SyncSumsVariables>

export type TimesOfIncidentData = {
  incident: {
    id: string
    responsibleTimes: Array<HeldTime>
  } | null
}
export type TimesOfIncidentVariables = {
  id: string
}
export const TimesOfIncident: Operation<TimesOfIncidentData, TimesOfIncidentVariables>

export type TimesOfWhistleData = {
  whistle: {
    id: string
    responsibleTimes: Array<HeldTime>
  } | null
}
export type TimesOfWhistleVariables = {
  id: string
}
export const TimesOfWhistle: Operation<TimesOfWhistleData, TimesOfWhistleVariables>

export type TodayData = {
  todo: {
    nodes: Array<IncidentCard>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
    total: {
      count: number
      exact: boolean
    }
  }
}
export type TodayVariables = Record<string, never>
export const Today: Operation<TodayData, TodayVariables>

export type TransferOutData = {
  incidentTransferOut: Answer
}
export type TransferOutVariables = {
  input: IncidentTransferOutInput
}
export const TransferOut: Operation<TransferOutData, TransferOutVariables>

export type UnitsOfData = {
  catalogue: {
    units: Array<{
      id: string
      name: string
      kind: UnitKind
      trade: string
      phone: string
      hours: string
      area: {
        code: string
        name: string
      }
    }>
  }
}
export type UnitsOfVariables = {
  area?: string | null
}
export const UnitsOf: Operation<UnitsOfData, UnitsOfVariables>

export type UnworkedGridsData = {
  unworkedGrids: {
    nodes: Array<{
      code: string
      name: string
      path: string
    }>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
    total: {
      count: number
      exact: boolean
    }
  }
}
export type UnworkedGridsVariables = {
  first?: number | null
  after?: string | null
}
export const UnworkedGrids: Operation<UnworkedGridsData, UnworkedGridsVariables>

export type VerifyData = {
  incidentVerify: Answer
}
export type VerifyVariables = {
  input: IncidentVerifyInput
}
export const Verify: Operation<VerifyData, VerifyVariables>

export type ViewerData = {
  viewer: {
    signedIn: boolean
    explores: boolean
    person: {
      id: string
      name: string
    } | null
    posts: Array<{
      id: string
      role: Role
      standsFor: boolean
      startsOn: string
      endsOn: string | null
      area: {
        code: string
        name: string
        level: AreaLevel
        path: string
        lat: number
        lon: number
      }
      unit: {
        id: string
        name: string
      } | null
    }>
    standsIn: Array<{
      role: Role
      area: {
        code: string
        name: string
        path: string
      }
    }>
    home: {
      code: string
      name: string
      level: AreaLevel
      path: string
      lat: number
      lon: number
    } | null
  }
}
export type ViewerVariables = Record<string, never>
export const Viewer: Operation<ViewerData, ViewerVariables>

export type VoidData = {
  incidentVoid: Answer
}
export type VoidVariables = {
  input: IncidentVoidInput
}
export const Void: Operation<VoidData, VoidVariables>

export type WaitingData = {
  todo: {
    total: {
      count: number
    }
  }
  noticesUnread: number
}
export type WaitingVariables = Record<string, never>
export const Waiting: Operation<WaitingData, WaitingVariables>

export type WhistleAckData = {
  whistleAck: WhistleAnswer
}
export type WhistleAckVariables = {
  input: WhistleAckInput
}
export const WhistleAck: Operation<WhistleAckData, WhistleAckVariables>

export type WhistleAddPartyData = {
  whistleAddParty: WhistleAnswer
}
export type WhistleAddPartyVariables = {
  input: WhistleAddPartyInput
}
export const WhistleAddParty: Operation<WhistleAddPartyData, WhistleAddPartyVariables>

export type WhistleApproveData = {
  whistleApprove: WhistleAnswer
}
export type WhistleApproveVariables = {
  input: WhistleApproveInput
}
export const WhistleApprove: Operation<WhistleApproveData, WhistleApproveVariables>

export type WhistleArriveData = {
  whistleArrive: WhistleAnswer
}
export type WhistleArriveVariables = {
  input: WhistleArriveInput
}
export const WhistleArrive: Operation<WhistleArriveData, WhistleArriveVariables>

export type WhistleBecauseData = {
  node: Partial<{
    id: string
    parties: Array<{
      id: string
      board: Array<{
        key: WhistleStageKey
        dueAt: string | null
        whyDue: Array<StretchWords>
        whyBreached: Array<StretchWords>
      }>
    }>
  }> | null
}
export type WhistleBecauseVariables = {
  id: string
}
export const WhistleBecause: Operation<WhistleBecauseData, WhistleBecauseVariables>

export type WhistleCancelData = {
  whistleCancel: WhistleAnswer
}
export type WhistleCancelVariables = {
  input: WhistleCancelInput
}
export const WhistleCancel: Operation<WhistleCancelData, WhistleCancelVariables>

export type WhistleCloseData = {
  whistleClose: WhistleAnswer
}
export type WhistleCloseVariables = {
  input: WhistleCloseInput
}
export const WhistleClose: Operation<WhistleCloseData, WhistleCloseVariables>

export type WhistleComposerData = {
  incident: {
    id: string
    version: number
    number: string | null
    state: IncidentState
    level: number
    severity: number
    incidentClass: {
      code: string
      name: string
      nameEn: string
    }
    place: {
      lat: number
      lon: number
      address: string
      building: string
      unitDoor: string
      floor: string
      source: PlaceSource
      accuracyM: number | null
    }
    grid: {
      code: string
      name: string
      path: string
    }
    street: {
      code: string
      name: string
    }
    matter: {
      code: string
      listKind: DutyListKind
      number: number
      title: string
      titleEn: string
    } | null
    leadUnit: {
      id: string
      name: string
    } | null
    candidates: Array<CandidateRow>
  } | null
  catalogue: {
    units: Array<{
      id: string
      name: string
      kind: UnitKind
      phone: string
      hours: string
      area: {
        code: string
      }
    }>
    whistleTerms: Array<{
      kind: WhistleKind
      ack: {
        kind: TimeLimitKind
        amount: number
      }
      arrive: {
        kind: TimeLimitKind
        amount: number
      } | null
      done: {
        kind: TimeLimitKind
        amount: number
      } | null
    }>
    matters: Array<{
      code: string
      listKind: DutyListKind
      number: number
      title: string
      titleEn: string
    }>
  }
}
export type WhistleComposerVariables = {
  id: string
  area?: string | null
}
export const WhistleComposer: Operation<WhistleComposerData, WhistleComposerVariables>

export type WhistleDecideData = {
  whistleDecide: WhistleAnswer
}
export type WhistleDecideVariables = {
  input: WhistleDecideInput
}
export const WhistleDecide: Operation<WhistleDecideData, WhistleDecideVariables>

export type WhistleDeclineData = {
  whistleDecline: WhistleAnswer
}
export type WhistleDeclineVariables = {
  input: WhistleDeclineInput
}
export const WhistleDecline: Operation<WhistleDeclineData, WhistleDeclineVariables>

export type WhistleDetailData = {
  node: Partial<WhistleFull> | null
}
export type WhistleDetailVariables = {
  id: string
}
export const WhistleDetail: Operation<WhistleDetailData, WhistleDetailVariables>

export type WhistleDraftData = {
  whistleDraft: WhistleAnswer
}
export type WhistleDraftVariables = {
  input: WhistleDraftInput
}
export const WhistleDraft: Operation<WhistleDraftData, WhistleDraftVariables>

export type WhistleEventsData = {
  node: Partial<{
    id: string
    events: {
      nodes: Array<EventRow>
      pageInfo: {
        hasNextPage: boolean
        endCursor: string | null
      }
    }
  }> | null
}
export type WhistleEventsVariables = {
  id: string
  after?: string | null
}
export const WhistleEvents: Operation<WhistleEventsData, WhistleEventsVariables>

export type WhistleExcuseData = {
  whistleExcuse: WhistleAnswer
}
export type WhistleExcuseVariables = {
  input: WhistleExcuseInput
}
export const WhistleExcuse: Operation<WhistleExcuseData, WhistleExcuseVariables>

export type WhistleFinishData = {
  whistleFinish: WhistleAnswer
}
export type WhistleFinishVariables = {
  input: WhistleFinishInput
}
export const WhistleFinish: Operation<WhistleFinishData, WhistleFinishVariables>

export type WhistleNoteData = {
  whistleNote: WhistleAnswer
}
export type WhistleNoteVariables = {
  input: WhistleNoteInput
}
export const WhistleNote: Operation<WhistleNoteData, WhistleNoteVariables>

export type WhistleObjectData = {
  whistleObject: WhistleAnswer
}
export type WhistleObjectVariables = {
  input: WhistleObjectInput
}
export const WhistleObject: Operation<WhistleObjectData, WhistleObjectVariables>

export type WhistleReviewData = {
  whistleReview: WhistleAnswer
}
export type WhistleReviewVariables = {
  input: WhistleReviewInput
}
export const WhistleReview: Operation<WhistleReviewData, WhistleReviewVariables>

export type WhistleReviseData = {
  whistleRevise: WhistleAnswer
}
export type WhistleReviseVariables = {
  input: WhistleReviseInput
}
export const WhistleRevise: Operation<WhistleReviseData, WhistleReviseVariables>

export type WhistleRingsData = {
  whistleRings: Array<{
    unit: {
      id: string
      name: string
      hours: string
    }
    posts: Array<{
      role: Role
      people: number
    }>
    onDuty: number
    ackDueAt: string
    arriveDueAt: string | null
    doneDueAt: string | null
    provisional: boolean
  }>
}
export type WhistleRingsVariables = {
  incident: string
  kind: WhistleKind
  units: Array<string>
  meetAt?: string | null
  doneBy?: string | null
}
export const WhistleRings: Operation<WhistleRingsData, WhistleRingsVariables>

export type WhistleScoreData = {
  whistleScore: WhistleAnswer
}
export type WhistleScoreVariables = {
  input: WhistleScoreInput
}
export const WhistleScore: Operation<WhistleScoreData, WhistleScoreVariables>

export type WhistleSendBackData = {
  whistleSendBack: WhistleAnswer
}
export type WhistleSendBackVariables = {
  input: WhistleSendBackInput
}
export const WhistleSendBack: Operation<WhistleSendBackData, WhistleSendBackVariables>

export type WhistleSignData = {
  whistleSign: WhistleAnswer
}
export type WhistleSignVariables = {
  input: WhistleSignInput
}
export const WhistleSign: Operation<WhistleSignData, WhistleSignVariables>

export type WhistleStartData = {
  whistleStart: WhistleAnswer
}
export type WhistleStartVariables = {
  input: WhistleStartInput
}
export const WhistleStart: Operation<WhistleStartData, WhistleStartVariables>

export type WhistleSubmitData = {
  whistleSubmit: WhistleAnswer
}
export type WhistleSubmitVariables = {
  input: WhistleSubmitInput
}
export const WhistleSubmit: Operation<WhistleSubmitData, WhistleSubmitVariables>

export type WhistleUrgeData = {
  whistleUrge: WhistleAnswer
}
export type WhistleUrgeVariables = {
  input: WhistleUrgeInput
}
export const WhistleUrge: Operation<WhistleUrgeData, WhistleUrgeVariables>

export type WhistlesData = {
  whistles: {
    nodes: Array<WhistleCard>
    pageInfo: {
      hasNextPage: boolean
      endCursor: string | null
    }
    total: {
      count: number
      exact: boolean
    }
  }
}
export type WhistlesVariables = {
  filter?: WhistleFilter | null
  first?: number | null
  after?: string | null
}
export const Whistles: Operation<WhistlesData, WhistlesVariables>

export type WithdrawData = {
  incidentWithdraw: Answer
}
export type WithdrawVariables = {
  input: IncidentWithdrawInput
}
export const Withdraw: Operation<WithdrawData, WithdrawVariables>

export type WorkYearData = {
  workYear: {
    year: number
    notice: string
    provisional: boolean
    workdays: number
    days: Array<{
      day: string
      works: boolean
      named: boolean
      provisional: boolean
    }>
  }
}
export type WorkYearVariables = {
  year: number
}
export const WorkYear: Operation<WorkYearData, WorkYearVariables>

export const AccountFilterBetween: { ending: readonly [number, number] }
export const AnswerDraftInputWithin: { acceptedAt: readonly [number, number], promisedOn: readonly [number, number] }
export const AnswerEditInputWithin: { acceptedAt: readonly [number, number], promisedOn: readonly [number, number] }
export const AnswerFilterMost: { states: number }
export const ApprovalFilterMost: { states: number, kinds: number }
export const CallBackFilterMost: { states: number }
export const ClaimFilterMost: { states: number }
export const ClaimMakeInputBetween: { quantity: readonly [number, number] }
export const ClaimMakeInputWithin: { dueOn: readonly [number, number] }
export const ComplaintFileInputMost: { photos: number, files: number }
export const ComplaintFilterMost: { states: number, kinds: number }
export const DemandDraftInputBetween: { quantity: readonly [number, number] }
export const DemandDraftInputWithin: { neededBy: readonly [number, number] }
export const DemandFilterMost: { states: number }
export const DeviceReportInputMost: { accounted: number, stuck: number }
export const GridPlanAmendInputMost: { grids: number, pieces: number }
export const GridPlanAmendInputWithin: { startsAt: readonly [number, number] }
export const GridPlanDraftInputMost: { grids: number, pieces: number }
export const GridPlanDraftInputWithin: { startsAt: readonly [number, number] }
export const GridPlanFilterMost: { states: number }
export const GridPlanPieceInputBetween: { households: readonly [number, number] }
export const GridPlanPieceInputMost: { people: number }
export const HotIssueAdoptInputWithin: { dueOn: readonly [number, number] }
export const HotIssueFilterMost: { states: number, classCodes: number }
export const ImportJobFilterMost: { states: number, kinds: number }
export const ImportJobMapInputMost: { mapping: number }
export const IncidentAcceptInputBetween: { severity: readonly [number, number] }
export const IncidentCheckInputMost: { photos: number }
export const IncidentDispatchInputMost: { assistUnitIds: number }
export const IncidentExtendInputBetween: { limitAmount: readonly [number, number] }
export const IncidentFeedBackInputWithin: { acceptedAt: readonly [number, number], promisedOn: readonly [number, number] }
export const IncidentFeedBackInputMost: { photos: number }
export const IncidentFilterMost: { ids: number, numbers: number, states: number, stages: number, classCodes: number, majorCodes: number, lights: number, levels: number, severities: number, channels: number, awaits: number, closures: number, ratings: number }
export const IncidentFilterBetween: { levels: readonly [number, number], minSeverity: readonly [number, number], severities: readonly [number, number] }
export const IncidentFilterNotMost: { ids: number, numbers: number, states: number, stages: number, classCodes: number, majorCodes: number, lights: number, levels: number, severities: number, channels: number, awaits: number, closures: number, ratings: number }
export const IncidentFilterNotBetween: { levels: readonly [number, number], minSeverity: readonly [number, number], severities: readonly [number, number] }
export const IncidentNoteInputMost: { photos: number }
export const IncidentRedispatchInputMost: { assistUnitIds: number }
export const IncidentReportInputBetween: { severity: readonly [number, number] }
export const IncidentReportInputMost: { photos: number }
export const IncidentSelfResolveInputMost: { photos: number }
export const IncidentSuperviseInputWithin: { replyBy: readonly [number, number] }
export const IncidentSuspendInputWithin: { until: readonly [number, number] }
export const IncidentVerifyInputMost: { photos: number }
export const InviteFilterMost: { states: number }
export const NoticeReadInputMost: { ids: number }
export const NoticeSetInputMost: { windows: number }
export const NoticeWindowInputBetween: { weekday: readonly [number, number], starts: readonly [number, number], ends: readonly [number, number] }
export const OuterOrderFilterMost: { states: number, kinds: number }
export const OuterOrderSendBackInputWithin: { dueAt: readonly [number, number] }
export const PeriodInputWithin: { from: readonly [number, number], before: readonly [number, number] }
export const PersonAddInputWithin: { startsOn: readonly [number, number], endsOn: readonly [number, number] }
export const PersonAddPostInputWithin: { startsOn: readonly [number, number], endsOn: readonly [number, number] }
export const PersonEndPostInputWithin: { endsOn: readonly [number, number] }
export const PostExtendInputMost: { ids: number }
export const PostExtendInputWithin: { endsOn: readonly [number, number] }
export const RuleDayInputWithin: { day: readonly [number, number] }
export const RuleDraftEditInputWithin: { startsOn: readonly [number, number] }
export const RuleDraftEditInputMost: { lines: number, days: number }
export const RuleDraftFilterMost: { states: number, kinds: number }
export const RuleDraftProposeInputWithin: { startsOn: readonly [number, number] }
export const RuleDraftProposeInputMost: { lines: number, days: number }
export const RuleDraftProposeInputBetween: { year: readonly [number, number] }
export const RuleLineInputBetween: { limitAmount: readonly [number, number], severity: readonly [number, number] }
export const SavedQuestionFilterMost: { states: number, scopes: number }
export const SavedQuestionSendInputBetween: { above: readonly [number, number] }
export const SpanInputBetween: { least: readonly [number, number], most: readonly [number, number] }
export const StandInAskInputWithin: { startsOn: readonly [number, number], endsOn: readonly [number, number] }
export const StandInFilterMost: { states: number }
export const StuckInputMost: { wrote: number }
export const WhistleAckInputWithin: { eta: readonly [number, number] }
export const WhistleDraftInputWithin: { meetAt: readonly [number, number], doneBy: readonly [number, number] }
export const WhistleDraftInputMost: { parties: number }
export const WhistleFilterMost: { states: number, kinds: number, ids: number, numbers: number }
export const WhistleFinishInputWithin: { acceptedAt: readonly [number, number], promisedOn: readonly [number, number] }
export const WhistleReviseInputWithin: { meetAt: readonly [number, number], doneBy: readonly [number, number] }
export const WhistleReviseInputMost: { parties: number }
export const LONGEST_TEXT: number
