import { queries } from '../api/client';
import { useMe } from '../session/session';

/** Whether anything can wait for this role: auditors decide nothing, administrators have no business here. */
export const useHasWork = (): boolean => {
  const { role } = useMe().mandate;
  return role !== 'ADMIN' && role !== 'AUDIT';
};

/** What waits for this person; read again whenever something changes. */
export const useWorkList = () =>
  queries.useQuery('get', '/work-list', {}, { enabled: useHasWork(), staleTime: 30_000 });
