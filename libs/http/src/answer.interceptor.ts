import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { operationOf } from './operation.js';

type Answered = Readonly<{ id?: unknown; version?: unknown }>;

/** Sends an object's version as its ETag, and where a created object is as `Location`. */
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const operation = operationOf(context.getHandler());
    return next.handle().pipe(
      map((body: unknown) => {
        const { id, version } = (body ?? {}) as Answered;
        const reply = http.getResponse<FastifyReply>();
        if (typeof version === 'number') reply.header('etag', `"${version}"`);
        if (operation?.status === 201 && typeof id === 'string' && !reply.hasHeader('location')) {
          reply.header('location', `${pathOf(http.getRequest<FastifyRequest>())}/${id}`);
        }
        return body;
      }),
    );
  }
}

const pathOf = ({ url }: FastifyRequest) => url.split('?', 1)[0];
