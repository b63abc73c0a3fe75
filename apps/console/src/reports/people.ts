import { roleMay } from '@lianjian/permissions/matrix';
import { queries, type Schemas } from '../api/client';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { useMe } from '../session/session';

type Actor = Schemas['HistoryEntry']['actor'];

/** What a person is called, where the service says so. */
export const displayNameOf = (actor: Actor): string =>
  'displayName' in actor && typeof actor.displayName === 'string' ? actor.displayName : '';

/** Who prepared or published what in a month, by account: name and role. Nothing for those who may not know. */
export function useMonthPeople(councilId: string, month: string): (accountId: string | null) => string | undefined {
  const { mandate, account } = useMe();
  const t = useText();
  const { label } = useLabels();
  const { data } = queries.useQuery(
    'get',
    '/councils/{id}/periods/{month}/history',
    { params: { path: { id: councilId, month } } },
    { enabled: roleMay(mandate.role, 'getPeriodHistory') && month !== '' },
  );
  return (accountId) => {
    if (accountId === null) return undefined;
    if (accountId === account.id) return account.displayName;
    const actor = data?.items.map((item) => item.actor).find((each) => each.accountId === accountId);
    if (!actor) return undefined;
    const [name, role] = [displayNameOf(actor), label('roles', actor.role)];
    return name ? t(`${name}（${role}）`, `${name} (${role})`) : role;
  };
}
