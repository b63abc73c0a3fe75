import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api, queries } from '../api/client';
import { dateText, today } from '../language/format';
import { useText } from '../language/language';
import { UnitName } from '../parts/names';
import { Section } from '../parts/page';
import { usePaged } from '../parts/paged';

type Props = Readonly<{ councilId: string; month: string }>;

/** What had better be settled before a month is closed: each with its link. Nothing of it prevents closing. */
export function BeforeClosing({ councilId, month }: Props) {
  const t = useText();
  const { data: planned } = usePaged(['planned', councilId, month], (cursor) =>
    api.GET('/activities', { params: { query: { councilId, month, status: 'PLANNED', limit: 200, ...cursor } } }),
  );
  const { data: duplicates } = queries.useQuery('get', '/activities/possible-duplicates', {
    params: { query: { councilId, month } },
  });
  const { data: held } = usePaged(['held', councilId, month], (cursor) =>
    api.GET('/activities', { params: { query: { councilId, month, limit: 200, ...cursor } } }),
  );
  const { data: work } = queries.useQuery('get', '/work-list', {});
  const unrecorded = planned?.filter(({ startOn }) => startOn <= today());
  const ofMonth = new Map(held?.map(({ id, title }) => [id, title]));
  const disputes = work?.items.filter(
    ({ operation, subject }) => operation === 'resolveDispute' && ofMonth.has(subject.id),
  );
  return (
    <Section title={t('关账前请看', 'Before closing')}>
      <p className="quiet report-none">
        {t(
          '下列事项不妨碍关账；关账后再处理的，列为补报或更正。',
          'None of these prevents closing; what is settled afterwards counts as late or corrected.',
        )}
      </p>
      <h3>{t('已到日期还没有登记的活动', 'Planned activities not yet recorded')}</h3>
      <Items items={unrecorded} none={t('没有。', 'None.')}>
        {({ id, title, startOn, leadHostUnitId }) => (
          <>
            <Link to={`/activities/${id}`}>{title}</Link> {dateText(startOn)} <UnitName id={leadHostUnitId} plain />
          </>
        )}
      </Items>
      <h3>{t('可能重复登记的活动', 'Activities that may be recorded twice')}</h3>
      <Items
        items={duplicates?.items.map((pair) => ({ ...pair, id: pair.first.id + pair.second.id }))}
        none={t('没有。', 'None.')}
      >
        {({ first, second }) => (
          <>
            <Link to={`/activities/${first.id}`}>{first.title}</Link> {t('与', 'and')}{' '}
            <Link to={`/activities/${second.id}`}>{second.title}</Link> {dateText(first.startOn)}
          </>
        )}
      </Items>
      <h3>{t('还没有处理的人次异议', 'Open disputes of headcounts')}</h3>
      <Items items={disputes?.map((item) => ({ ...item, id: item.key }))} none={t('没有。', 'None.')}>
        {({ subject, note }) => (
          <>
            <Link to={`/activities/${subject.id}`}>{subject.title}</Link> {note}
          </>
        )}
      </Items>
    </Section>
  );
}

type ItemsProps<Item> = Readonly<{
  items: readonly Item[] | undefined;
  none: string;
  children: (item: Item) => ReactNode;
}>;

function Items<Item extends { id: string }>({ items, none, children }: ItemsProps<Item>) {
  if (!items) return <p className="quiet report-none">…</p>;
  if (items.length === 0) return <p className="quiet report-none">{none}</p>;
  return (
    <ul className="cause-list">
      {items.map((item) => (
        <li key={item.id}>{children(item)}</li>
      ))}
    </ul>
  );
}
