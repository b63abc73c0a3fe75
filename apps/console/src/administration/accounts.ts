import { roleMay } from '@lianjian/permissions/matrix';
import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client';
import { useMe } from '../session/session';

export type Account = Schemas['Account'];

/** Every account there is; there are a few hundred at most. Only for administrators. */
export function useAccounts() {
  const { mandate } = useMe();
  return useQuery({
    queryKey: ['all-accounts'],
    enabled: roleMay(mandate.role, 'listAccounts'),
    queryFn: async () => {
      const accounts: Account[] = [];
      for (let cursor: string | undefined; ; ) {
        const { data } = await api.GET('/accounts', {
          params: { query: { limit: 200, ...(cursor ? { cursor } : {}) } },
        });
        accounts.push(...(data?.items ?? []));
        cursor = data?.nextCursor;
        if (!cursor) return accounts;
      }
    },
  });
}

export const nameOf = ({ displayName, username }: Pick<Account, 'displayName' | 'username'>) => displayName ?? username;
