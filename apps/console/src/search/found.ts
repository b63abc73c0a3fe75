import type { Schemas } from '../api/client';

export type Found = Schemas['SearchResult'];
export type Kind = Found['kind'];

/** The kinds in the order of the navigation. */
export const KINDS = ['unit', 'agreement', 'project', 'activity'] as const satisfies readonly Kind[];

/** The code list of each kind's statuses. */
export const STATUSES = {
  unit: 'unitStatuses',
  agreement: 'agreementStatuses',
  project: 'projectStatuses',
  activity: 'activityStatuses',
} as const satisfies Record<Kind, string>;

const FOLDERS = { unit: 'units', agreement: 'agreements', project: 'projects', activity: 'activities' } as const;

export const pathOf = ({ kind, id }: Pick<Found, 'kind' | 'id'>): string => `/${FOLDERS[kind]}/${id}`;

/** The results by kind, each in the order of the answer; the kind of the best match comes first. */
export function byKind(items: readonly Found[]): readonly (readonly [Kind, readonly Found[]])[] {
  return [...new Set(items.map(({ kind }) => kind))].map(
    (kind) => [kind, items.filter((item) => item.kind === kind)] as const,
  );
}
