import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ApiProblem, problemOf } from '../api/problem';

/** Something an administrator does to an account: not a recorded command, so it is not sent again by itself. */
export function useAction<Values, Answer>(send: (values: Values) => Promise<Answer>) {
  const queryClient = useQueryClient();
  const { mutateAsync, isPending, error, reset } = useMutation<Answer, ApiProblem, Values>({
    mutationFn: (values) =>
      send(values).catch((error) => {
        throw problemOf(error);
      }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return { run: mutateAsync, isPending, problem: error, reset };
}
