import { type Operation, roleMay } from '@lianjian/permissions/matrix';
import type { Schemas } from '../api/client';
import { awaitsConsentOf, BEFORE_START } from './next-step';

type Project = Schemas['Project'];
type Status = Project['status'];
export type Reader = Readonly<Pick<Schemas['Mandate'], 'role' | 'scope'>>;

const AT_WORK: readonly Status[] = ['RUNNING', 'RETURNED'];
const TAKES_CLAIMS: readonly Status[] = ['CLAIMING', 'SIGNED', ...AT_WORK];
const PLANNED: readonly Status[] = [...BEFORE_START, ...AT_WORK, 'SUSPENDED'];
const UNFINISHED: readonly Status[] = [...PLANNED, 'ACCEPTANCE'];

/** Who registers, suspends, accepts and terminates it: the lead district, or the city for a city-wide project. */
const isAuthority = (project: Project, { role, scope }: Reader): boolean =>
  project.registeringAuthority === 'CITY' ? role === 'CITY' : role === 'DIST' && scope === project.leadDistrict;

/** Two persons end a project with approval; whether the first of them has spoken. */
export const terminationIsProposed = ({ status, steps }: Project): boolean =>
  status !== 'TERMINATED' && steps.some(({ type }) => type === 'ProjectTerminationProposed');

/**
 * Whether a button for it makes sense for that reader now. It only keeps useless buttons away: whether the command is
 * done, the service decides.
 */
export function offers(operation: Operation, project: Project, reader: Reader): boolean {
  if (!roleMay(reader.role, operation)) return false;
  const { role, scope } = reader;
  const { status } = project;
  const isLead = role === 'UNIT' && scope === project.leadUnitId;
  const isOwner = isLead || (role === 'DIST' && scope === project.leadDistrict);
  const isOffice = role === 'COORD' && scope === project.councilId;
  const decides = isAuthority(project, reader);
  switch (operation) {
    case 'registerProject':
    case 'rejectProject':
      return decides && status === 'PROPOSED';
    case 'consentToProject':
      return awaitsConsentOf(project, scope);
    case 'openProjectClaiming':
      return decides && status === 'REGISTERED' && project.slots.length === 0;
    case 'claimProject':
      return !isLead && TAKES_CLAIMS.includes(status) && project.slots.some(({ remaining }) => remaining > 0);
    case 'acceptProjectClaim':
      return isOwner && TAKES_CLAIMS.includes(status);
    case 'declineProjectClaim':
      return isOwner;
    case 'linkProjectAgreement':
      return (isOwner || isOffice) && PLANNED.includes(status);
    case 'startProject':
      return (
        isOwner &&
        BEFORE_START.includes(status) &&
        project.consentsMissing.length === 0 &&
        (role === 'DIST' || project.agreementIds.length > 0)
      );
    case 'reachMilestone':
      return isLead && AT_WORK.includes(status) && project.milestones.some(({ reachedOn }) => reachedOn === null);
    case 'replanProject':
      return isOwner && PLANNED.includes(status);
    case 'suspendProject':
      return decides && AT_WORK.includes(status);
    case 'resumeProject':
      return decides && status === 'SUSPENDED';
    case 'requestProjectAcceptance':
      return isLead && AT_WORK.includes(status);
    case 'returnProject':
    case 'acceptProject':
      return decides && status === 'ACCEPTANCE';
    case 'terminateProject':
      return (decides || (isOffice && terminationIsProposed(project))) && UNFINISHED.includes(status);
    default:
      return false;
  }
}
