import type { Schemas } from '../api/client';
import type { operations } from '../api/schema';

type Bodies = {
  [name in 'recordActivity' | 'planActivity']: NonNullable<
    operations[name]['requestBody']
  >['content']['application/json'];
};
export type RecordBody = Bodies['recordActivity'];
export type PlanBody = Bodies['planActivity'];

/** A day with its hours in Shanghai. `endDate` only where it ends on a later day. */
export type When = Readonly<{ date?: string; from?: string; to?: string; endDate?: string }>;

/** A line of the grid: a registered unit, or a group from outside with its name. */
export type Line = Readonly<{
  key: string;
  unitId?: string;
  guest?: Readonly<{ name: string; districtCode?: string }>;
  onSite?: number | null;
  remote?: number | null;
  partyMembers?: number | null;
}>;

/** What the form holds; plain data, so that it can be kept until it is sent. */
export type ActivityDraft = {
  councilId?: string;
  title?: string;
  kind?: RecordBody['kind'];
  form?: NonNullable<RecordBody['form']> | null;
  when?: When;
  place?: string;
  leadHostUnitId?: string;
  coHostUnitIds?: string[];
  onBehalfOfUnitId?: string | null;
  /** `project:<id>` and `agreement:<id>`. */
  links?: string[];
  coTags?: NonNullable<RecordBody['coTags']>;
  participations?: readonly Line[];
  summary?: string;
};

/** The instant of a wall clock in Shanghai, whatever the browser's zone. */
const instantOf = (date: string, time: string): string => `${date}T${time}:00+08:00`;

/** An activity belongs to one project at most: the one chosen last. */
export function linksChosen(links: readonly string[]): string[] {
  const project = links.findLast((link) => link.startsWith('project:'));
  return links.filter((link) => !link.startsWith('project:') || link === project);
}

const idsOf = (links: readonly string[], subject: string): string[] =>
  links.filter((link) => link.startsWith(`${subject}:`)).map((link) => link.slice(subject.length + 1));

export const hostsOf = ({ leadHostUnitId, coHostUnitIds = [] }: ActivityDraft): string[] => [
  ...new Set([...(leadHostUnitId ? [leadHostUnitId] : []), ...coHostUnitIds]),
];

export const headcountOf = ({ onSite, remote }: Line): number => (onSite ?? 0) + (remote ?? 0);

const isUntouched = (line: Line) => headcountOf(line) === 0 && !line.partyMembers;

/** The hosts first, each with a line of its own; whoever hosts no more stays only with numbers. */
export function withHosts(lines: readonly Line[], hosts: readonly string[]): Line[] {
  const isHost = ({ unitId }: Line) => unitId !== undefined && hosts.includes(unitId);
  return [
    ...hosts.map((unitId) => lines.find((line) => line.unitId === unitId) ?? { key: `host-${unitId}`, unitId }),
    ...lines.filter((line) => !isHost(line) && !(line.key.startsWith('host-') && isUntouched(line))),
  ];
}

/** What is sent of the grid: a host from which nobody came is none of those who took part. */
export const linesToSend = (lines: readonly Line[], hosts: readonly string[]): Line[] =>
  withHosts(lines, hosts).filter(
    (line) => !(line.unitId !== undefined && hosts.includes(line.unitId) && isUntouched(line)),
  );

/** A line as the API takes it. */
export function participationOf({
  unitId,
  guest,
  onSite,
  remote,
  partyMembers,
}: Line): RecordBody['participations'][number] {
  const counts = {
    onSite: onSite ?? 0,
    remote: remote ?? 0,
    ...(partyMembers === null || partyMembers === undefined ? {} : { partyMembers }),
  };
  if (unitId !== undefined) return { unitId, ...counts };
  return {
    guest: { name: guest?.name ?? '', ...(guest?.districtCode ? { districtCode: guest.districtCode } : {}) },
    ...counts,
  };
}

/** The body of a plan; the form has made sure that what is required is there. */
export function planBody(draft: ActivityDraft): PlanBody {
  const { councilId = '', title = '', kind = 'OTHER', form, when = {}, place = '', leadHostUnitId = '' } = draft;
  const { coHostUnitIds = [], onBehalfOfUnitId, links = [], coTags = [] } = draft;
  const { date = '', from = '', to = '', endDate = date } = when;
  const [projectId] = idsOf(links, 'project');
  const hosts = hostsOf(draft);
  return {
    councilId,
    title,
    kind,
    ...(form ? { form } : {}),
    startAt: instantOf(date, from),
    endAt: instantOf(endDate, to),
    place,
    leadHostUnitId,
    coHostUnitIds: coHostUnitIds.filter((unitId) => unitId !== leadHostUnitId),
    ...(onBehalfOfUnitId && hosts.includes(onBehalfOfUnitId) ? { onBehalfOfUnitId } : {}),
    coTags,
    ...(projectId ? { projectId } : {}),
    agreementIds: idsOf(links, 'agreement'),
  };
}

/** The body of a record, of a plan that was held where there is one. */
export const recordBody = (draft: ActivityDraft, planId: string | undefined): RecordBody => ({
  ...planBody(draft),
  summary: draft.summary ?? '',
  participations: linesToSend(draft.participations ?? [], hostsOf(draft)).map(participationOf),
  ...(planId ? { planId } : {}),
});

const SHANGHAI = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** The wall clock in Shanghai at two instants. */
export function whenOf(startAt: string, endAt: string): When {
  const [date = '', from = ''] = SHANGHAI.format(new Date(startAt)).split(' ');
  const [endDate = '', to = ''] = SHANGHAI.format(new Date(endAt)).split(' ');
  return { date, from, to, ...(endDate === date ? {} : { endDate }) };
}

/** What was planned, to be completed. */
export function draftOf(
  plan: Pick<
    Schemas['Activity'],
    | 'councilId'
    | 'title'
    | 'kind'
    | 'form'
    | 'startAt'
    | 'endAt'
    | 'place'
    | 'leadHostUnitId'
    | 'hosts'
    | 'coTags'
    | 'projectId'
    | 'agreementIds'
  >,
): ActivityDraft {
  return {
    councilId: plan.councilId,
    title: plan.title,
    kind: plan.kind,
    form: plan.form,
    when: whenOf(plan.startAt, plan.endAt),
    place: plan.place,
    leadHostUnitId: plan.leadHostUnitId,
    coHostUnitIds: plan.hosts.map(({ unitId }) => unitId).filter((unitId) => unitId !== plan.leadHostUnitId),
    coTags: plan.coTags,
    links: [
      ...(plan.projectId ? [`project:${plan.projectId}`] : []),
      ...plan.agreementIds.map((id) => `agreement:${id}`),
    ],
  };
}

/** A refused field as the form knows it: the grid and the time are one field each. */
export function formFieldOf(field: string): string | undefined {
  if (/^participations\b/.test(field) || ['onSite', 'remote', 'partyMembers'].includes(field)) return 'participations';
  if (field === 'startAt' || field === 'endAt') return 'when';
  if (field === 'projectId' || /^agreementIds\b/.test(field)) return 'links';
  if (/^(coHostUnitIds|coTags)\b/.test(field)) return field.split(/[.[]/)[0];
  return undefined;
}

/** The line of the grid that a refused field of the body is about, counted from one. */
export const lineOf = (field: string): number | undefined => {
  const index = /^participations[.[](\d+)/.exec(field)?.[1];
  return index === undefined ? undefined : Number(index) + 1;
};
