import { roleMay } from '@lianjian/permissions/matrix';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { queries } from '../api/client';
import { useText } from '../language/language';
import { CouncilName, UnitName } from '../parts/names';
import { useMe } from '../session/session';
import type { Named, Pieces } from './words';

const ASKED_ONCE = { staleTime: 60_000, retry: false } as const;

/** Words with names in them, each leading to its page. */
export function Told({ pieces }: Readonly<{ pieces: Pieces }>) {
  return pieces.map((piece, index) => (
    <Fragment key={index}>{typeof piece === 'string' ? piece : <NamedThing {...piece} />}</Fragment>
  ));
}

function NamedThing({ kind, id }: Named) {
  const { mandate } = useMe();
  if (!roleMay(mandate.role, 'listUnits')) return <span className="code">{id}</span>;
  switch (kind) {
    case 'unit':
      return <UnitName id={id} />;
    case 'council':
      return <CouncilName id={id} />;
    case 'agreement':
      return <AgreementName id={id} />;
    case 'project':
      return <ProjectName id={id} />;
    case 'activity':
      return <ActivityName id={id} />;
  }
}

function AgreementName({ id }: Readonly<{ id: string }>) {
  const t = useText();
  const { data } = queries.useQuery('get', '/agreements/{id}', { params: { path: { id } } }, ASKED_ONCE);
  return <Link to={`/agreements/${id}`}>{data?.terms.title ?? t('一份协议', 'An agreement')}</Link>;
}

function ProjectName({ id }: Readonly<{ id: string }>) {
  const t = useText();
  const { data } = queries.useQuery('get', '/projects/{id}', { params: { path: { id } } }, ASKED_ONCE);
  return <Link to={`/projects/${id}`}>{data?.name ?? t('一个项目', 'A project')}</Link>;
}

function ActivityName({ id }: Readonly<{ id: string }>) {
  const t = useText();
  const { data } = queries.useQuery('get', '/activities/{id}', { params: { path: { id } } }, ASKED_ONCE);
  return <Link to={`/activities/${id}`}>{data?.title ?? t('一次活动', 'An activity')}</Link>;
}
