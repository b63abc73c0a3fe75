import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client';
import { allOf } from './paged';

type Member = Schemas['CouncilMember'];
type Filter = Readonly<{ status?: Member['status']; districtCode?: string }>;

/** All members of a council that meet the filter; none are read while it is not known which council. */
export const useMembers = (councilId: string, filter: Filter = {}) =>
  useQuery({
    queryKey: ['members', councilId, filter],
    enabled: councilId !== '',
    queryFn: () =>
      allOf<Member>((page) =>
        api.GET('/councils/{id}/members', { params: { path: { id: councilId }, query: { ...filter, ...page } } }),
      ),
  });
