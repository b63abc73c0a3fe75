import { useQueries } from '@tanstack/react-query';
import { queries, type Schemas } from '../api/client';
import { useMe } from '../session/session';

/**
 * The agreements that wait for this unit's signature. A list does not say who has signed, so those of which some have
 * are looked at one by one; they are few.
 */
export function useAwaitingSignature(): readonly Schemas['AgreementSummary'][] {
  const { mandate } = useMe();
  const enabled = mandate.role === 'UNIT';
  const inStatus = (status: 'READY_TO_SIGN' | 'PARTIALLY_SIGNED') =>
    ({ params: { query: { status, unitId: mandate.scope, limit: 200 } } }) as const;
  const ready = queries.useQuery('get', '/agreements', inStatus('READY_TO_SIGN'), { enabled });
  const partly = queries.useQuery('get', '/agreements', inStatus('PARTIALLY_SIGNED'), { enabled });
  const unsigned = useQueries({
    queries: (partly.data?.items ?? []).map(({ id }) =>
      queries.queryOptions('get', '/agreements/{id}', { params: { path: { id } } }),
    ),
    combine: (details) =>
      details.flatMap(({ data }) =>
        data && !data.signatures.some(({ unitId }) => unitId === mandate.scope) ? [data.id] : [],
      ),
  });
  return [...(partly.data?.items ?? []).filter(({ id }) => unsigned.includes(id)), ...(ready.data?.items ?? [])];
}
