import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../api/client';
import { dateText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { useUnits } from '../parts/names';
import { type AgreementText, type Terms, textOf, type Wording } from './agreement-text';

/** Writes terms out in the reader's language. `all`: every text whose projects have to be named. */
export function useTextOf(all: readonly Terms[]): (terms: Terms) => AgreementText {
  const t = useText();
  const units = useUnits();
  const { label } = useLabels();
  const projectIds = useMemo(() => [...new Set(all.flatMap((terms) => terms.projectIds))], [all]);
  const projects = useQueries({
    queries: projectIds.map((id) => ({
      ...queries.queryOptions('get', '/projects/{id}', { params: { path: { id } } }),
      retry: false,
    })),
    combine: (answers) => new Map(answers.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : []))),
  });
  const wording: Wording = {
    t,
    label,
    date: dateText,
    unit: (id) => units.get(id)?.name ?? t(`单位${id.slice(0, 8)}`, `Unit ${id.slice(0, 8)}`),
    project: (id) => projects.get(id) ?? t(`项目${id.slice(0, 8)}`, `Project ${id.slice(0, 8)}`),
  };
  return (terms) => textOf(terms, wording);
}
