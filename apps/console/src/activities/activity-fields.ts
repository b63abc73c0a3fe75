/** What a person may have to fill in; the time is one field with its start and its end. */
export type FieldName =
  | 'councilId'
  | 'title'
  | 'kind'
  | 'form'
  | 'when'
  | 'place'
  | 'leadHostUnitId'
  | 'coHostUnitIds'
  | 'onBehalfOfUnitId'
  | 'links'
  | 'coTags'
  | 'participations'
  | 'summary';

type Situation = Readonly<{
  role: string;
  /** How many councils one may record for. */
  councils: number;
  /** Whether the lead host has projects or agreements to link to. */
  hasLinks: boolean;
  hasCoHosts: boolean;
  /** Only planned: nobody has taken part yet, and there is nothing to tell. */
  isPlan: boolean;
  /** It completes a plan, whose council cannot change. */
  isPlanned: boolean;
}>;

/** The fields of the form, in their order. Never more than twelve (specification 5.3, M38). */
export function fieldsOf({ role, councils, hasLinks, hasCoHosts, isPlan, isPlanned }: Situation): FieldName[] {
  // The office enters for the lead host unless it says for which of several hosts.
  const saysForWhom = role === 'COORD' && hasCoHosts;
  const choosesCouncil = role !== 'COORD' && councils > 1 && !isPlanned;
  const shown: [FieldName, boolean][] = [
    ['councilId', choosesCouncil],
    ['title', true],
    ['kind', true],
    ['form', true],
    ['when', true],
    ['place', true],
    ['leadHostUnitId', true],
    ['coHostUnitIds', true],
    ['onBehalfOfUnitId', saysForWhom],
    ['links', hasLinks],
    ['participations', !isPlan],
    ['summary', !isPlan],
    ['coTags', true],
  ];
  return shown.filter(([, isShown]) => isShown).map(([name]) => name);
}
