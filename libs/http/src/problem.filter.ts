import { DomainError, KeyReusedError, WrongVersionError } from '@lianjian/event-sourcing/errors';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUnavailable } from './availability.js';
import { type Problem, ProblemError, STATUS_OF, typeOf } from './problem.js';

/** The one place where anything thrown becomes an answer: always a problem document, never an inside view. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refused = hungUp(request)
      ? new ProblemError(400, 'request/incomplete', '请求未发送完整')
      : problemOf(error, { ifMatch: request.headers['if-match'] !== undefined });

    // Where the edge itself refuses, it has said why in its own place.
    if (refused.status >= 500 && refused !== error) {
      const stack = error instanceof Error ? error.stack : String(error);
      this.logger.error({ message: refused.code, correlationId: request.id, stack });
    }
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (refused.details.retryAfter !== undefined) reply.header('retry-after', refused.details.retryAfter);
    if (refused.status === 401) reply.header('www-authenticate', 'Bearer');
    reply
      .status(refused.status)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(documentOf(refused, request)));
  }
}

/** The client went away before it had sent everything: no server's fault, though it looks like a broken connection. */
const hungUp = ({ raw }: FastifyRequest) => raw.destroyed && !raw.complete;

/** The document a client reads; the query of the address stays out of it. */
export function documentOf(
  { status, code, message, details }: ProblemError,
  request: Pick<FastifyRequest, 'id' | 'url'>,
): Problem {
  const { retryAfter: _, ...shown } = details;
  return {
    type: typeOf(code),
    title: message,
    status,
    code,
    ...shown,
    instance: request.url.split('?', 1)[0] as string,
    correlationId: request.id,
  };
}

/** Which problem an error is to the client. */
export function problemOf(error: unknown, { ifMatch }: Readonly<{ ifMatch: boolean }>): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof DomainError) {
    return new ProblemError(STATUS_OF[error.refusal], error.code, error.message, error.at);
  }
  if (error instanceof WrongVersionError) {
    return new ProblemError(ifMatch ? 412 : 409, 'version/conflict', '内容已被他人修改，请刷新后重试', {
      currentVersion: error.actual,
    });
  }
  if (error instanceof KeyReusedError) {
    return new ProblemError(422, 'idempotency/key-reused', '该 Idempotency-Key 已用于另一个请求', {
      field: 'Idempotency-Key',
    });
  }
  if (isUnavailable(error)) {
    return new ProblemError(503, 'service/unavailable', '服务暂时不可用，请稍后重试', { retryAfter: 2 });
  }
  const status = clientStatusOf(error);
  const [code, title] = (status !== undefined && KNOWN[status]) || UNKNOWN;
  return new ProblemError(status ?? 500, code, title, status === 503 ? { retryAfter: 2 } : {});
}

/** The status that Nest or Fastify gave an error of the request's own making. */
function clientStatusOf(error: unknown): number | undefined {
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status in KNOWN ? status : undefined;
}

const UNKNOWN = ['service/error', '服务内部错误，请稍后重试；如再次出现，请提供编号 correlationId'] as const;

const KNOWN: Readonly<Record<number, readonly [code: string, title: string]>> = {
  400: ['request/malformed', '请求格式有误'],
  401: ['auth/token-invalid', '登录已失效，请重新登录'],
  403: ['permission/forbidden', '没有权限'],
  404: ['route/not-found', '请求的地址不存在'],
  405: ['route/method', '该地址不支持此操作'],
  406: ['request/not-acceptable', '无法以所要求的格式返回'],
  408: ['request/timeout', '请求超时'],
  413: ['request/too-large', '请求内容过大'],
  414: ['request/too-long', '请求地址过长'],
  415: ['request/media-type', '请求内容须为 application/json'],
  417: ['request/malformed', '请求格式有误'],
  429: ['request/too-many', '请求过于频繁，请稍后再试'],
  431: ['request/too-large', '请求头过大'],
  503: ['service/unavailable', '服务暂时不可用，请稍后重试'],
};
