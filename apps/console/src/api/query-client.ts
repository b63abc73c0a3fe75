import { QueryClient } from '@tanstack/react-query';
import { problemOf } from './problem';

/** What one desk has read; another mandate, or another person, begins with an empty one. */
export const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // A refusal stays a refusal; a service that cannot be reached is asked again.
        retry: (failures, error) => failures < 2 && problemOf(error).isUnreachable,
        retryDelay: (attempt) => 500 * 2 ** attempt,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
