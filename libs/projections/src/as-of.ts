import type { Instant } from '@lianjian/kernel/time';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/**
 * The SQL condition under which a row of that alias was known at the instant; without one, is known now.
 *
 * For figures that must agree with each other across several statements take one instant for all of them, not a
 * REPEATABLE READ transaction: a rebuild may swap the tables in between.
 */
export function asOf(alias: string, instant?: Instant): string {
  const row = `"${alias.replaceAll('"', '""')}"`;
  if (instant === undefined) return `${row}.superseded_at IS NULL`;
  const at = `'${new Date(instant).toISOString()}'::timestamptz`; // throws on anything that is not an instant
  return `(${row}.recorded_at <= ${at} AND (${row}.superseded_at IS NULL OR ${row}.superseded_at > ${at}))`;
}

/** The same for a TypeORM query, on each of the aliases (default: the main one). */
export function whereAsOf<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  instant?: Instant,
  aliases: readonly string[] = [query.alias],
): SelectQueryBuilder<Row> {
  return aliases.reduce((narrowed, alias) => narrowed.andWhere(asOf(alias, instant)), query);
}
