import { useMutation } from '@tanstack/react-query';
import { latestPosition } from '../api/position';
import { ApiProblem } from '../api/problem';
import { authorized } from '../session/session';
import { fileNameIn } from './file-name';

/** Fetches a file of the API as whoever is signed in, and hands it to the browser under the name the service gave it. */
export const useDownload = () =>
  useMutation<void, ApiProblem, string>({
    mutationFn: async (path) => {
      const url = new URL(`/api/v1${path}`, window.location.origin);
      const position = latestPosition();
      if (position !== undefined) url.searchParams.set('minPosition', position);
      const response = await authorized(new Request(url)).catch((error) => {
        throw ApiProblem.unreachable(error);
      });
      if (!response.ok) throw await ApiProblem.of(response);
      const address = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = address;
      link.download = fileNameIn(response.headers.get('content-disposition')) ?? 'report';
      link.click();
      // Some browsers read it only after the click.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    },
  });
