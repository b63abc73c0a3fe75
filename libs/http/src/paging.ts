import { z } from 'zod';
import { ProblemError } from './problem.js';

/** The query of every list; extend it with filters: `pageQuery.extend({ status: … })`. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: '每页条数，至多200' }),
  cursor: z.string().max(1000).optional().meta({ description: '上一页的 nextCursor' }),
});

export type PageQuery = z.output<typeof pageQuery>;

export type Page<T> = Readonly<{ items: readonly T[]; nextCursor?: string }>;

/** The schema of one page of a list. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().optional().meta({ description: '有下一页时给出，原样传回' }),
  });

export type SortKey = readonly (string | number)[];

// No more than a database can compare with: U+0000 and half of a surrogate pair are no text to it.
const sortKey = z
  .array(
    z.union([
      z
        .string()
        .max(200)
        .regex(/^[^\0\p{Cs}]*$/u),
      z.number(),
    ]),
  )
  .max(5);
const SEPARATED = /^[A-Za-z0-9_-]+$/;

/** Opaque to clients: the sort key of the last row of a page. */
export const encodeCursor = (key: SortKey): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** The sort key to continue after; undefined for the first page. Throws a 400 for anything `encodeCursor` did not make. */
export function decodeCursor(cursor: string | undefined, length?: number): SortKey | undefined {
  if (cursor === undefined) return undefined;
  const key = SEPARATED.test(cursor) ? sortKey.safeParse(jsonOf(cursor)) : undefined;
  if (!key?.success || (length !== undefined && key.data.length !== length)) throw invalidCursor();
  return key.data;
}

/** For a list whose sort key cannot be what a cursor says. */
export const invalidCursor = () =>
  new ProblemError(400, 'request/cursor', '分页位置无效，请从第一页重新查询', { field: 'cursor' });

/** Makes a page of `limit + 1` rows: the one too many says that there is a next page and is not shown. */
export function pageFrom<T>(rows: readonly T[], limit: number, keyOf: (row: T) => SortKey): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, nextCursor: encodeCursor(keyOf(last)) } : { items };
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
