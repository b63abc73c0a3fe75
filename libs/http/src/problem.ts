import type { Refusal } from '@lianjian/event-sourcing/errors';
import { z } from 'zod';

/** One field that the edge could not read; `field` is a path such as `parties.0.unitId`. */
export const fieldProblem = z.object({
  field: z.string(),
  code: z.string(),
  message: z.string(),
  ruleId: z.string().optional(),
});

/** RFC 9457. `code` is API and never changes; `title` is Chinese and for people. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string(),
    field: z.string().optional(),
    ruleId: z.string().optional(),
    errors: z.array(fieldProblem).optional(),
    instance: z.string(),
    correlationId: z.string(),
    currentVersion: z.int().optional(),
  })
  .meta({ id: 'Problem', description: '错误说明（RFC 9457）。code 稳定不变，title 为中文提示。' });

export type Problem = z.output<typeof problem>;
export type FieldProblem = z.output<typeof fieldProblem>;

type Details = Readonly<
  Partial<Pick<Problem, 'detail' | 'field' | 'ruleId' | 'errors' | 'currentVersion'>> & {
    /** Seconds, sent as `Retry-After`. */
    retryAfter?: number;
  }
>;

/** What the edge throws when a request cannot be taken: a problem document on its way. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly status: number,
    readonly code: string,
    title: string,
    readonly details: Details = {},
  ) {
    super(title);
  }
}

/** How a rule's no reads in HTTP. */
export const STATUS_OF: Readonly<Record<Refusal, number>> = {
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
};

/** Problem types are names, not addresses: nothing needs to be served for them. */
export const typeOf = (code: string) => `urn:lianjian:problem:${code}`;

export const notFound = () => new ProblemError(404, 'resource/not-found', '对象不存在，或不在您的职责范围内');
