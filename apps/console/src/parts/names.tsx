import { useQuery } from '@tanstack/react-query';
import { Select, type SelectProps } from 'antd';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { api, queries, type Schemas } from '../api/client';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { useMe } from '../session/session';
import { allOf } from './paged';

type UnitSummary = Schemas['UnitSummary'];

/** Every unit this person may see, by id: agreements, projects and activities name units by id only. */
export function useUnits(): ReadonlyMap<string, UnitSummary> {
  const { data } = useQuery({
    queryKey: ['all-units'],
    staleTime: 60_000,
    queryFn: () => allOf<UnitSummary>((page) => api.GET('/units', { params: { query: page } })),
  });
  return useMemo(() => new Map(data?.map((unit) => [unit.id, unit])), [data]);
}

/** The units for a filter. */
export const useUnitOptions = () => [...useUnits().values()].map(({ id, name }) => ({ value: id, label: name }));

/** Every council this person may see. */
export const useCouncils = () =>
  queries.useQuery('get', '/councils', { params: { query: { limit: 200 } } }, { staleTime: 60_000 });

/** A unit's name, leading to its page. */
export function UnitName({ id, plain = false }: Readonly<{ id: string | null | undefined; plain?: boolean }>) {
  const units = useUnits();
  if (!id) return <>—</>;
  const name = units.get(id)?.name ?? id.slice(0, 8);
  return plain ? name : <Link to={`/units/${id}`}>{name}</Link>;
}

/** Units in a sentence, one after the other. */
export function UnitNames({ ids }: Readonly<{ ids: readonly string[] }>) {
  const t = useText();
  return ids.map((id, index) => (
    <span key={id}>
      {index > 0 && t('、', ', ')}
      <UnitName id={id} plain />
    </span>
  ));
}

/** A council's name, leading to its page. */
export function CouncilName({ id, plain = false }: Readonly<{ id: string | null | undefined; plain?: boolean }>) {
  const { data } = useCouncils();
  if (!id) return <>—</>;
  const name = data?.items.find((council) => council.id === id)?.name ?? id.slice(0, 8);
  return plain ? name : <Link to={`/councils/${id}`}>{name}</Link>;
}

type UnitSelectProps = Omit<SelectProps, 'options'> & Readonly<{ among?: (unit: UnitSummary) => boolean }>;

/** Chooses units by typing a part of the name or number. `among` narrows the choice. */
export function UnitSelect({ among = ({ status }) => status === 'ACTIVE', ...props }: UnitSelectProps) {
  const units = useUnits();
  const { districtName } = useLabels();
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      {...props}
      options={[...units.values()].filter(among).map(({ id, name, unitNo, districtCode }) => ({
        value: id,
        label: `${name} · ${districtName(districtCode)} · ${unitNo}`,
      }))}
    />
  );
}

/** Whom a mandate stands for, in words: 玄武区, a council's or a unit's name. */
export function ScopeName({ role, scope }: Readonly<{ role: string; scope: string }>) {
  const { districtName } = useLabels();
  if (role === 'ADMIN') return null;
  if (role === 'COORD') return <CouncilName id={scope} plain />;
  if (role === 'UNIT') return <UnitName id={scope} plain />;
  return <>{districtName(scope)}</>;
}

/** The council that most people here work in: their own, or the only one they see. */
export function useCouncilId(): string | undefined {
  const { mandate } = useMe();
  const { data } = useCouncils();
  return mandate.role === 'COORD' ? mandate.scope : data?.items[0]?.id;
}
