import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { remember } from './position';
import type { ApiProblem } from './problem';
import { randomId } from './random-id';

/** The headers of a recorded write, to be passed as `params.header`. */
export type CommandHeaders = { 'Idempotency-Key': string; 'X-Source': 'UI'; 'If-Match'?: string };

type Answered = Readonly<{ id: string; version: number; position?: string }>;
type Send<Body, Answer> = (body: Body, header: CommandHeaders) => Promise<{ data?: Answer }>;

export type Command<Body, Answer> = Readonly<{
  /** Sends it; rejects with an `ApiProblem`. The same body sent again after a failure carries the same key. */
  run: (body: Body, version?: number) => Promise<Answer>;
  isPending: boolean;
  problem: ApiProblem | null;
  reset: () => void;
}>;

/**
 * A command of the API, ready to be run from a form or a button:
 *
 * ```ts
 * const sign = useCommand((body: Schemas['SignAgreement'], header) =>
 *   api.POST('/agreements/{id}/signatures', { params: { path: { id }, header }, body }));
 * await sign.run({ contentHash, signatoryPost }, agreement.version);
 * ```
 *
 * `version` is what the user decided upon: a change by somebody else in between is refused with 412. A retry after a
 * lost answer is the same command to the service, because it carries the same Idempotency-Key until it succeeds or the
 * body changes. Afterwards everything on screen is read again, from a position that shows the change.
 */
export function useCommand<Body = void, Answer extends Answered = Answered>(
  send: Send<Body, Answer>,
): Command<Body, Answer> {
  const queryClient = useQueryClient();
  const pending = useRef<{ key: string; request: string } | undefined>(undefined);
  const { mutateAsync, isPending, error, reset } = useMutation<
    Answer,
    ApiProblem,
    { body: Body; version: number | undefined }
  >({
    mutationFn: async ({ body, version }) => {
      const request = JSON.stringify([body ?? null, version ?? null]);
      if (pending.current?.request !== request) pending.current = { key: randomId(), request };
      const { data } = await send(body, {
        'Idempotency-Key': pending.current.key,
        'X-Source': 'UI',
        ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
      });
      return data as Answer;
    },
    onSuccess: async (answer) => {
      pending.current = undefined;
      remember(answer.position);
      await queryClient.invalidateQueries();
    },
  });
  return { run: (body, version) => mutateAsync({ body, version }), isPending, problem: error, reset };
}
