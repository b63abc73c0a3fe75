import type { DataSource } from 'typeorm';

/** Anything that runs a statement. */
export type Db = Pick<DataSource, 'query'>;

/** SQL: the version of a row that was known at an instant, which is itself SQL; by default the first parameter. */
export const knownAt = (alias: string, at = '$1::timestamptz'): string =>
  `(${alias}.recorded_at <= ${at} AND (${alias}.superseded_at IS NULL OR ${alias}.superseded_at > ${at}))`;
