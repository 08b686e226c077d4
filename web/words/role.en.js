/**
 * The English of `role.zh.js`.
 * @module
 */

/** @type {typeof import('./role.zh.js').zh_role} */
export const en_role = {
  role: {
    GRID_WORKER: 'Grid worker',
    COMMUNITY: 'Community secretary',
    STREET_INTAKE: 'Street intake',
    STREET_DISPATCH: 'Street dispatch',
    STREET_HEAD: 'Head of street',
    DEPT_HANDLER: 'Department handler',
    DEPT_DUTY: 'Department duty',
    ENTERPRISE_LIAISON: 'Enterprise liaison',
    VOLUNTEER: 'Member or volunteer',
    DISTRICT_DISPATCH: 'District dispatch',
    DISTRICT_SUPERVISOR: 'District supervisor',
    ORG_STAFF: 'Organisation staff',
    SYS_ADMIN: 'System administrator',
    SEC_ADMIN: 'Security administrator',
    AUDITOR: 'Auditor',
  },
  paper: { printed: (at) => `Printed ${at}` },
}
