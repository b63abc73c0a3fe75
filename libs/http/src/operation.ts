import type { Operation as OperationId } from '@lianjian/permissions/matrix';
import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import type { z } from 'zod';

export type { OperationId };

export type OperationOptions = Readonly<{
  /** One Chinese line, the heading in the API documents. */
  summary: string;
  description?: string;
  /** The status of success; 200 unless given. 201 also sends `Location`. */
  status?: 200 | 201 | 202 | 204;
  /** The body of success. A write that names none answers `commandAnswer`. */
  response?: z.ZodType;
  /** Other media types than JSON that the route can answer with, e.g. `text/csv`. */
  produces?: readonly string[];
  /** False for a write that is not recorded in a stream, so takes no Idempotency-Key and no If-Match. */
  idempotent?: boolean;
  /** The group in the API documents; the first segment of the path unless given. */
  tag?: string;
  /** Someone may be guessing here: far fewer attempts an address and minute. */
  guessable?: boolean;
  examples?: Readonly<{ request?: unknown; response?: unknown }>;
}>;

export type OperationMetadata = OperationOptions & Readonly<{ id: OperationId; status: number }>;

const OPERATION = 'lianjian:operation';

/**
 * Names the route's row in the permission matrix and describes it for OpenAPI. A route without it stops the start.
 *
 * ```ts
 * @Controller('agreements')
 * export class AgreementController {
 *   constructor(private readonly commands: CommandBus) {}
 *
 *   @Post()
 *   @Operation('draftAgreement', { summary: '起草共建协议', status: 201 })
 *   async draft(@Body(parse(agreementCommands.DraftAgreement)) data: DraftAgreement, @Context() context: RequestContext) {
 *     const id = context.newId('agreement');
 *     return answer(id, await this.commands.execute(new ToAgreement(id, 'DraftAgreement', data, context)));
 *   }
 *
 *   @Get(':id')
 *   @Operation('getAgreement', { summary: '查看共建协议', response: agreementDetail })
 *   get(@Param('id', parse(id)) id: string, @Query(parse(asOfQuery)) query: AsOfQuery) { … }
 * }
 * ```
 */
export const Operation = (id: OperationId, options: OperationOptions): MethodDecorator => {
  const metadata: OperationMetadata = { ...options, id, status: options.status ?? 200 };
  return applyDecorators(SetMetadata(OPERATION, metadata), HttpCode(metadata.status));
};

/** The rule a route names; undefined for a handler that names none. */
export function operationOf(handler: object): OperationMetadata | undefined {
  return Reflect.getMetadata(OPERATION, handler) as OperationMetadata | undefined;
}
