import { roleMay } from '@lianjian/permissions/matrix';
import { queries } from '../api/client';
import { useMe } from '../session/session';

/** Whether this person closes the months of that council and publishes its reports; the service decides. */
export function useDecides(councilId: string): boolean {
  const { mandate } = useMe();
  const { data: council } = queries.useQuery(
    'get',
    '/councils/{id}',
    { params: { path: { id: councilId } } },
    { enabled: councilId !== '', staleTime: 60_000 },
  );
  if (!roleMay(mandate.role, 'closePeriod')) return false;
  if (mandate.role === 'COORD') return mandate.scope === councilId;
  // What belongs to several districts is decided by none of them alone.
  return mandate.role !== 'DIST' || council?.hostDistricts.length === 1;
}
