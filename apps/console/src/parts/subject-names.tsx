import { Link } from 'react-router';
import { queries } from '../api/client';
import { useText } from '../language/language';

type Props = Readonly<{ id: string }>;

// Names change seldom, and what one may not read one may not read a moment later.
const SELDOM = { staleTime: 60_000, retry: false } as const;

/** An agreement's title, leading to it. It is its parties' business: others read only that there is one. */
export function AgreementName({ id }: Props) {
  const t = useText();
  const { data, error } = queries.useQuery('get', '/agreements/{id}', { params: { path: { id } } }, SELDOM);
  if (error)
    return <span className="quiet">{t('一份共建协议（签约方可见）', 'An agreement (shown to its parties)')}</span>;
  return <Link to={`/agreements/${id}`}>{data?.title ?? t('一份协议', 'An agreement')}</Link>;
}

/** A project's name, leading to it. */
export function ProjectName({ id }: Props) {
  const t = useText();
  const { data } = queries.useQuery('get', '/projects/{id}', { params: { path: { id } } }, SELDOM);
  return <Link to={`/projects/${id}`}>{data?.name ?? t('一个项目', 'A project')}</Link>;
}

/** An activity's title, leading to it. */
export function ActivityName({ id }: Props) {
  const t = useText();
  const { data } = queries.useQuery('get', '/activities/{id}', { params: { path: { id } } }, SELDOM);
  return <Link to={`/activities/${id}`}>{data?.title ?? t('一次活动', 'An activity')}</Link>;
}
