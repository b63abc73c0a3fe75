import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { Link } from 'react-router';
import { api, queries } from '../api/client';
import { dateText, periodText } from '../language/format';
import { useText } from '../language/language';
import { CouncilName, UnitName } from '../parts/names';
import { pageOf, type Subject } from './evidence-groups';

/** What an event happened to, by its name and date, leading to its page. */
export function SubjectLink({ subject }: Readonly<{ subject: Subject }>) {
  const t = useText();
  const { kind, id } = subject;
  switch (kind) {
    case 'activity':
      return <ActivityLink id={id} isMarked />;
    case 'agreement':
    case 'project':
      return <TitledLink subject={subject} />;
    case 'unit':
      return <UnitName id={id} />;
    case 'council':
      return <CouncilName id={id} />;
    case 'period':
      return (
        <Link to={pageOf(subject)}>
          {periodText(id.slice(-7))} {t('关账与报告', 'closing and reports')}
        </Link>
      );
  }
}

/** 《活动名称》 2026年3月5日举行. `isMarked`: says so where it was recorded after the month's close. */
export function ActivityLink({ id, isMarked = false }: Readonly<{ id: string; isMarked?: boolean }>) {
  const t = useText();
  const { data, error } = queries.useQuery('get', '/activities/{id}', { params: { path: { id } } }, SLOWLY);
  if (error)
    return <span className="quiet">{t('活动（不在您的职责范围内）', 'Activity (not within your duties)')}</span>;
  return (
    <>
      <Link to={`/activities/${id}`}>{t(`《${data?.title ?? '…'}》`, data?.title ?? '…')}</Link>
      {isMarked && data?.late && <Tag className="late-tag">{t('补报', 'Late entry')}</Tag>}
      {data && <span className="quiet"> {t(`${dateText(data.startOn)}举行`, `held ${dateText(data.startOn)}`)}</span>}
    </>
  );
}

function TitledLink({ subject }: Readonly<{ subject: Subject }>) {
  const { kind, id } = subject;
  const { data } = useQuery({ queryKey: ['subject', kind, id], queryFn: () => NAMES[kind as Titled](id), ...SLOWLY });
  return <Link to={pageOf(subject)}>{data ?? id.slice(0, 8)}</Link>;
}

// Names do not change while a figure is looked at.
const SLOWLY = { staleTime: 60_000 } as const;

type Titled = 'agreement' | 'project';
const NAMES: Readonly<Record<Titled, (id: string) => Promise<string>>> = {
  agreement: async (id) => {
    const { data } = await api.GET('/agreements/{id}', { params: { path: { id } } });
    return `${data?.agreementNo ?? ''} ${data?.title ?? ''}`.trim();
  },
  project: async (id) => {
    const { data } = await api.GET('/projects/{id}', { params: { path: { id } } });
    return `${data?.projectNo ?? ''} ${data?.name ?? ''}`.trim();
  },
};
