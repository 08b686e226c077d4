/**
 * Why a step cannot be taken, or was refused.
 * @module
 */

export const zh_why = {
  why: {
    CONFLICT: '这件被别人改过，已换成现在的样子，请再看一眼',
    STEP_CLOSED: '这一步已经有人办了，不用再办',
    TWO_PERSON: '需要另一个人来办，不能自己批自己',
    EXTERNAL_NO_TAKEN: '这个外部编号已经登记过',
    TOO_LATE: '已经送出，改不了了；可以追加说明',
    OP_ID_REUSED: '这次提交的编号用过了，请重新打开再办',
    CHECKER_IS_DISPOSER: '你参与过处置，不能核查，请改派别人',
    WINDOW_PASSED: '过了可以办的期限',
    EVIDENCE_MISSING: '本类要求处理后照片 1 张',
    LEVEL_TOO_HIGH: '已到街道，由街道来办',
    NOT_SELF_RESOLVABLE: '这一类不能当场处理了事',
    VERIFY_FIRST: '外面反映来的，要先核实',
    NO_NEED_TO_VERIFY: '不用核实，可直接受理',
    ASK_PENDING: '有一条申请还没批',
    RULED: '区里已裁定由你单位办',
    REVIEW_PASSED: '挂账的日子已过，不能再同意',
    NO_LIMIT: '没有时限，不用延期',
    EXTENSION_LIMIT: '已延过 2 次，不能再延',
    TOP_LEVEL: '已经是区级',
    IN_SAMPLE: '抽中了，要现场核查',
    APPEAL_LIMIT: '已申诉过一次',
    FINDING_NOT_TRUE: '核查结果不是「处理好了」',
    CHECK_REQUIRED: '这一类必须现场核查',
    REOPEN_LIMIT: '已重启过 2 次，由监督员来办',
  },
}
