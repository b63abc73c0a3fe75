import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

type Answered<Row> = { items: Row[]; nextCursor?: string };

/**
 * A list of the API, page after page:
 * `usePaged(['units', filter], (cursor) => api.GET('/units', { params: { query: { ...filter, ...cursor } } }))`.
 */
export function usePaged<Row>(
  key: readonly unknown[],
  read: (page: { cursor?: string }) => Promise<{ data?: Answered<Row> }>,
) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: async ({ pageParam }) => {
      const { data } = await read(pageParam === undefined ? {} : { cursor: pageParam });
      return data as Answered<Row>;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
  return {
    data: query.data?.pages.flatMap(({ items }) => items),
    error: query.error,
    refetch: query.refetch,
    isLoadingMore: query.isFetchingNextPage,
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
  };
}

/** A list that is short enough to be read whole: units, members, accounts, hundreds at most. */
export async function allOf<Row>(
  read: (page: { limit: number; cursor?: string }) => Promise<{ data?: Answered<Row> }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | undefined; ; ) {
    const { data } = await read({ limit: 200, ...(cursor ? { cursor } : {}) });
    rows.push(...(data?.items ?? []));
    cursor = data?.nextCursor;
    if (!cursor) return rows;
  }
}
