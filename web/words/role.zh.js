/**
 * What posts are called, and what paper says of whoever printed it.
 * @module
 */

export const zh_role = {
  role: {
    GRID_WORKER: '网格员',
    COMMUNITY: '社区书记',
    STREET_INTAKE: '街道受理',
    STREET_DISPATCH: '街道派遣',
    STREET_HEAD: '街道书记、主任',
    DEPT_HANDLER: '部门处置',
    DEPT_DUTY: '部门值班',
    ENTERPRISE_LIAISON: '企业联络员',
    VOLUNTEER: '党员、志愿者',
    DISTRICT_DISPATCH: '区派遣',
    DISTRICT_SUPERVISOR: '区监督员',
    ORG_STAFF: '组织员',
    SYS_ADMIN: '系统管理员',
    SEC_ADMIN: '安全管理员',
    AUDITOR: '审计员',
  },
  paper: { printed: (/** @type {string} */ at) => `打印于 ${at}` },
}
