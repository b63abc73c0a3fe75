import { roleMay } from '@lianjian/permissions/matrix';
import { queries } from '../api/client';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { useMe } from '../session/session';

/** Who prepared or published what in a month, by account: oneself or a role. Nothing for those who may not know. */
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
    if (accountId === account.id) return t('您本人', 'yourself');
    const actor = data?.items.map((item) => item.actor).find((each) => each.accountId === accountId);
    return actor && label('roles', actor.role);
  };
}
