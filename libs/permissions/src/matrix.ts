import type { Role } from './actor.js';

/**
 * Who may do what (specification 2.14), one row an operation; the key is the OpenAPI `operationId`, and for a write also
 * the command's type in lowerCamelCase. A route names its row, so a route without a rule does not compile.
 *
 * The matrix says which roles; within which districts, councils or units is the aggregate's `reach` (for a read, the
 * view's `audience`); who must not be the same person as whom (four eyes) is a rule in the decider.
 */
export const matrix = {
  // The service itself
  getLiveness: 'PUBLIC',
  getReadiness: 'PUBLIC',
  getOpenApi: 'PUBLIC',

  // Everybody's own desk
  getWorkList: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT', 'ADMIN'],
  search: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],

  // Identity
  setUp: 'PUBLIC',
  login: 'PUBLIC',
  refreshSession: 'PUBLIC',
  logout: 'PUBLIC',
  getCodeLists: 'PUBLIC',
  getMe: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT', 'ADMIN'],
  streamChanges: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT', 'ADMIN'],
  switchMandate: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT', 'ADMIN'],
  changePassword: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT', 'ADMIN'],
  createAccount: ['ADMIN'],
  listAccounts: ['ADMIN'],
  getAccount: ['ADMIN'],
  disableAccount: ['ADMIN'],
  enableAccount: ['ADMIN'],
  resetPassword: ['ADMIN'],
  grantMandate: ['ADMIN'],
  revokeMandate: ['ADMIN'],
  getAccountHistory: ['ADMIN', 'AUDIT'],

  // Units (2.2)
  registerUnit: ['DIST', 'COORD'],
  recommendUnit: ['DIST'],
  activateUnit: ['COORD'],
  correctUnitProfile: ['DIST'],
  changeUnitContact: ['DIST', 'UNIT'],
  getUnitContact: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  requestUnitTransfer: ['DIST'],
  acceptUnitTransfer: ['DIST'],
  declineUnitTransfer: ['DIST'],
  suspendUnit: ['DIST'],
  reactivateUnit: ['DIST'],
  withdrawUnit: ['DIST'],
  mergeUnit: ['DIST'],
  listUnits: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getUnit: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getUnitHistory: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],

  // Councils (2.1)
  proposeCouncil: ['CITY', 'DIST'],
  establishCouncil: ['CITY', 'DIST'],
  adoptCharter: ['COORD', 'CITY'],
  admitMember: ['COORD'],
  vetoMember: ['CITY'],
  suspendMember: ['COORD', 'CITY'],
  resumeMember: ['COORD', 'CITY'],
  withdrawMember: ['COORD', 'CITY'],
  assignDutyDistrict: ['CITY'],
  handOverDuty: ['DIST'],
  setParticipationBaseline: ['CITY', 'DIST'],
  suspendCouncil: ['CITY', 'DIST'],
  resumeCouncil: ['CITY', 'DIST'],
  dissolveCouncil: ['CITY', 'DIST'],
  listCouncils: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getCouncil: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  listCouncilMembers: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getCouncilHistory: ['CITY', 'DIST', 'COORD', 'AUDIT'],

  // Agreements (2.4)
  draftAgreement: ['UNIT', 'COORD'],
  reviseAgreementTerms: ['UNIT', 'COORD'],
  freezeAgreementText: ['UNIT', 'COORD'],
  signAgreement: ['UNIT'],
  declineAgreement: ['UNIT'],
  approveLongTerm: ['DIST'],
  fileAgreement: ['CITY', 'DIST'],
  fulfilObligation: ['UNIT'],
  confirmObligation: ['UNIT'],
  terminateAgreement: ['UNIT'],
  voidAgreement: ['DIST'],
  listAgreements: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getAgreement: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getAgreementHistory: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  listObligations: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],

  // Projects (2.8)
  proposeProject: ['UNIT', 'COORD', 'DIST'],
  registerProject: ['CITY', 'DIST'],
  rejectProject: ['CITY', 'DIST'],
  consentToProject: ['DIST'],
  openProjectClaiming: ['CITY', 'DIST'],
  claimProject: ['UNIT'],
  acceptProjectClaim: ['UNIT', 'DIST'],
  declineProjectClaim: ['UNIT', 'DIST'],
  linkProjectAgreement: ['UNIT', 'DIST', 'COORD'],
  startProject: ['UNIT', 'DIST'],
  reachMilestone: ['UNIT'],
  replanProject: ['UNIT', 'DIST'],
  suspendProject: ['CITY', 'DIST'],
  resumeProject: ['CITY', 'DIST'],
  requestProjectAcceptance: ['UNIT'],
  returnProject: ['CITY', 'DIST'],
  acceptProject: ['CITY', 'DIST'],
  terminateProject: ['CITY', 'DIST', 'COORD'],
  listProjects: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getProject: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getProjectHistory: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],

  // Activities and participation (2.9, 2.10)
  planActivity: ['UNIT', 'COORD'],
  recordActivity: ['UNIT', 'COORD'],
  recordParticipation: ['UNIT', 'COORD'],
  correctParticipation: ['UNIT', 'COORD'],
  approveParticipationCorrection: ['CITY', 'DIST'],
  rejectParticipationCorrection: ['CITY', 'DIST'],
  disputeParticipation: ['UNIT'],
  resolveDispute: ['COORD'],
  verifyActivity: ['COORD'],
  cancelActivity: ['UNIT', 'COORD'],
  voidActivity: ['COORD', 'DIST'],
  mergeActivity: ['COORD', 'DIST'],
  listActivities: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  listPossibleDuplicates: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getActivity: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getActivityHistory: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],

  // Periods and reports (2.15, 3)
  closePeriod: ['COORD', 'CITY', 'DIST'],
  generateReport: ['COORD', 'CITY', 'DIST'],
  publishReport: ['COORD', 'CITY', 'DIST'],
  orderCorrection: ['COORD', 'CITY', 'DIST'],
  getPeriod: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  listPeriods: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getPeriodHistory: ['CITY', 'DIST', 'COORD', 'AUDIT'],
  getReportVersion: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getActivityReport: ['CITY', 'DIST', 'COORD', 'AUDIT'],
  getParticipationReport: ['CITY', 'DIST', 'COORD', 'AUDIT'],
  getFrequencyReport: ['CITY', 'DIST', 'COORD', 'AUDIT'],
  getAgreementReport: ['CITY', 'DIST', 'COORD', 'AUDIT'],
  getProjectReport: ['CITY', 'DIST', 'COORD', 'AUDIT'],
  getMembershipReport: ['CITY', 'DIST', 'COORD', 'AUDIT'],
  getReportCell: ['CITY', 'DIST', 'COORD', 'AUDIT'],
  getUnitOnePager: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
  getEvent: ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT'],
} as const satisfies Record<string, readonly Role[] | 'PUBLIC'>;

/** The id of an operation: OpenAPI's `operationId` and the matrix's key. */
export type Operation = keyof typeof matrix;

/** Whether a mandate of that role may send this operation at all. SYSTEM does not come over HTTP. */
export function roleMay(role: Role, operation: Operation): boolean {
  const roles: readonly Role[] | 'PUBLIC' = matrix[operation];
  return roles === 'PUBLIC' || roles.includes(role);
}
