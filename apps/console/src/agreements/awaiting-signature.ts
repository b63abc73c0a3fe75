import { queries, type Schemas } from '../api/client';
import { useMe } from '../session/session';
import { useWorkList } from '../work-list/use-work-list';

/** The agreements that wait for this unit's signature, as the work list has them. */
export function useAwaitingSignature(): readonly Schemas['AgreementSummary'][] {
  const { mandate } = useMe();
  const { data: work } = useWorkList();
  const ids = (work?.items ?? []).flatMap(({ operation, subject }) =>
    operation === 'signAgreement' ? [subject.id] : [],
  );
  const { data: own } = queries.useQuery(
    'get',
    '/agreements',
    { params: { query: { unitId: mandate.scope, limit: 200 } } },
    { enabled: mandate.role === 'UNIT' && ids.length > 0 },
  );
  return (own?.items ?? []).filter(({ id }) => ids.includes(id));
}
