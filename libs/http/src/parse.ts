import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { type FieldProblem, ProblemError } from './problem.js';

z.config(z.locales.zhCN());

/** Reads one argument of a route by its schema, and hands the schema to OpenAPI. */
export class ParsePipe<S extends z.ZodType = z.ZodType> implements PipeTransform<unknown, z.output<S>> {
  constructor(readonly schema: S) {}

  transform(value: unknown, { type, data }: ArgumentMetadata): z.output<S> {
    // A command without data may come without a body.
    const input = type === 'body' && (value === undefined || value === null) ? {} : value;
    const parsed = this.schema.safeParse(input);
    if (parsed.success) return parsed.data;
    const errors = parsed.error.issues.flatMap((issue) => fieldProblems(issue, data));
    throw new ProblemError(400, 'request/invalid', '请求内容有误，请按提示修改', {
      errors,
      field: errors[0]?.field,
      detail: errors[0]?.message,
      ruleId: errors[0]?.ruleId,
    });
  }
}

/**
 * The pipe for `@Body(parse(schema))`, `@Query(parse(schema))` and `@Param('id', parse(id))`. What does not fit the
 * schema is answered 400 with every field at fault.
 */
export const parse = <S extends z.ZodType>(schema: S): ParsePipe<S> => new ParsePipe(schema);

type Params = Readonly<{ code?: string; ruleId?: string }>;

function fieldProblems(issue: z.core.$ZodIssue, name: string | undefined): FieldProblem[] {
  const path = [...(name === undefined ? [] : [name]), ...issue.path.map(String)];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...path, key].join('.'),
      code: 'field/unknown',
      message: '不认识的字段',
    }));
  }
  const { code, ruleId }: Params = (issue.code === 'custom' && (issue.params as Params | undefined)) || {};
  return [
    {
      field: path.join('.'),
      code: code ?? `field/${issue.code.replaceAll('_', '-')}`,
      message: issue.message,
      ...(ruleId === undefined ? {} : { ruleId }),
    },
  ];
}
