import { roleMay } from '@lianjian/permissions/matrix';
import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client';
import { allOf } from '../parts/paged';
import { useMe } from '../session/session';

export type Account = Schemas['Account'];

/** Every account there is; there are a few hundred at most. Only for administrators. */
export function useAccounts() {
  const { mandate } = useMe();
  return useQuery({
    queryKey: ['all-accounts'],
    enabled: roleMay(mandate.role, 'listAccounts'),
    queryFn: () => allOf<Account>((page) => api.GET('/accounts', { params: { query: page } })),
  });
}

export const nameOf = ({ displayName, username }: Pick<Account, 'displayName' | 'username'>) => displayName ?? username;
