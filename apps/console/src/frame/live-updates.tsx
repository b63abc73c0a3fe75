import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { follow } from '../api/changes';

/** Reads again what somebody else has changed, as long as the page is open. */
export function LiveUpdates() {
  const queryClient = useQueryClient();
  useEffect(() => follow(() => void queryClient.invalidateQueries()), [queryClient]);
  return null;
}
