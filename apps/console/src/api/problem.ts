import type { components } from './schema';

type ProblemDocument = components['schemas']['Problem'];
type FieldError = NonNullable<ProblemDocument['errors']>[number];

/** Why the service did not do what was asked: its problem document, or that it could not be reached at all. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  private constructor(
    message: string,
    /** 0 when there was no answer. */
    readonly status: number,
    /** Stable, e.g. `agreement/hash-differs`; `network/unreachable` when there was no answer. */
    readonly code: string,
    readonly fields: readonly FieldError[],
    readonly correlationId?: string,
    readonly ruleId?: string,
  ) {
    super(message);
  }

  static async of(response: Response): Promise<ApiProblem> {
    const body = (await response.json().catch(() => ({}))) as Partial<ProblemDocument>;
    const { title = `HTTP ${response.status}`, code = 'http/error', detail, field, ruleId, errors = [] } = body;
    const fields = errors.length > 0 ? errors : field ? [{ field, code, message: title }] : [];
    const message = detail && detail !== title ? `${title}：${detail}` : title;
    return new ApiProblem(message, response.status, code, fields, body.correlationId, ruleId);
  }

  static unreachable(cause: unknown): ApiProblem {
    const problem = new ApiProblem('无法连接服务，请检查网络后重试', 0, 'network/unreachable', []);
    problem.cause = cause;
    return problem;
  }

  /** Nobody knows whether it was done; the same request with the same key may be sent again. */
  get isUnreachable(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }

  /** Somebody else changed the object since it was read. */
  get isOutdated(): boolean {
    return this.status === 412;
  }

  get isMissing(): boolean {
    return this.status === 404 || this.status === 403;
  }
}

/** Any error as one that can be shown. */
export const problemOf = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : ApiProblem.unreachable(error);
