import { roleMay } from '@lianjian/permissions/matrix';

type Role = Parameters<typeof roleMay>[0];
export type ParticipationAction = 'DECIDE' | 'RESOLVE' | 'CORRECT' | 'DISPUTE';

type Activity = Readonly<{
  councilId: string;
  status: string;
  countable: boolean;
  hosts: readonly Readonly<{ unitId: string }>[];
}>;
type Participation = Readonly<{ unitId: string | null; dispute: unknown; proposal: unknown }>;
type Mandate = Readonly<{ role: Role; scope: string }>;

/** What is worth offering to somebody about one headcount; whether it may be done, the service says. */
export function participationActions(
  { councilId, status, countable, hosts }: Activity,
  { unitId, dispute, proposal }: Participation,
  { role, scope }: Mandate,
  isClosed: boolean,
): ParticipationAction[] {
  if (!countable) return [];
  const isOffice = role === 'COORD' && councilId === scope;
  const isOwn = role === 'UNIT' && unitId === scope;
  const isHost = role === 'UNIT' && hosts.some((host) => host.unitId === scope);
  // A verified record is the office's; once the month is closed anybody concerned can only propose.
  const isUnitsTurn = (isOwn || isHost) && (isClosed || status === 'HELD');
  const offered: [ParticipationAction, boolean][] = [
    ['DECIDE', Boolean(proposal) && roleMay(role, 'approveParticipationCorrection')],
    ['RESOLVE', Boolean(dispute) && !proposal && isOffice],
    ['CORRECT', !proposal && (isOffice || isUnitsTurn)],
    ['DISPUTE', isOwn && !dispute],
  ];
  return offered.filter(([, isOffered]) => isOffered).map(([action]) => action);
}
