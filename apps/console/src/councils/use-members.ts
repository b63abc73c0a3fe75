import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client';

type Member = Schemas['CouncilMember'];
type Filter = Readonly<{ status?: Member['status']; districtCode?: string }>;

/** All members of a council that meet the filter; a council has hundreds at most. */
export function useMembers(councilId: string, filter: Filter) {
  return useQuery({
    queryKey: ['members', councilId, filter],
    queryFn: async () => {
      const members: Member[] = [];
      for (let cursor: string | undefined; ; ) {
        const { data } = await api.GET('/councils/{id}/members', {
          params: { path: { id: councilId }, query: { ...filter, limit: 200, ...(cursor ? { cursor } : {}) } },
        });
        members.push(...(data?.items ?? []));
        cursor = data?.nextCursor;
        if (!cursor) return members;
      }
    },
  });
}
