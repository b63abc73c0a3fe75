import { Link, Navigate } from 'react-router';
import { dateText, today } from '../language/format';
import { useText } from '../language/language';
import { LinkButton } from '../parts/link-button';
import { Page, Section } from '../parts/page';
import { Loaded } from '../parts/states';
import { useMe } from '../session/session';
import { Shortcuts } from './shortcuts';
import { useHasWork, useWorkList } from './use-work-list';
import { ASKED, dueText, type Group, grouped, placeOf, sinceText, WHY_IN_ENGLISH, type WorkItem } from './work';
import './work-list.css';

/** What waits for this person: late first, then by what is asked for; each one click from its decision. */
export function WorkListPage() {
  const t = useText();
  const { mandate } = useMe();
  const hasWork = useHasWork();
  const work = useWorkList();
  const title = t('待办', 'Work list');
  if (mandate.role === 'ADMIN') return <Navigate to="/accounts" replace />;
  if (!hasWork) return <AuditorsPage title={title} />;
  return (
    <Loaded query={work}>
      {({ items, more }) =>
        items.length === 0 ? (
          <Page title={title}>
            <Section>
              <p className="work-none">{t('没有待您办理的事项。', 'Nothing waits for you.')}</p>
              <p className="quiet">
                {t('有新的事项时会自动出现在这里。您也可以：', 'New things appear here by themselves. You can also:')}
              </p>
              <Shortcuts />
            </Section>
          </Page>
        ) : (
          <Page title={title} lead={leadOf(items, more, t)} actions={<Shortcuts />}>
            {grouped(items).map((group) => (
              <WorkGroup key={group.key} group={group} />
            ))}
            {more && (
              <p className="quiet">
                {t('还有更多事项，办理后会陆续列出。', 'There is more; it is listed as these are done.')}
              </p>
            )}
          </Page>
        )
      }
    </Loaded>
  );
}

function leadOf(items: readonly WorkItem[], more: boolean, t: ReturnType<typeof useText>): string {
  const late = items.filter(({ overdue }) => overdue).length;
  const count = `${items.length}${more ? '+' : ''}`;
  return late > 0
    ? t(`共${count}项待您办理，其中${late}项已逾期。`, `${count} to do, ${late} of them overdue.`)
    : t(`共${count}项待您办理。`, `${count} to do.`);
}

function WorkGroup({ group: { key, items } }: Readonly<{ group: Group }>) {
  const t = useText();
  const title = key === 'overdue' ? t('已逾期', 'Overdue') : t(...ASKED[key].title);
  return (
    <Section title={t(`${title}（${items.length}）`, `${title} (${items.length})`)}>
      <ul className="row-list" aria-label={title}>
        {items.map((item) => (
          <WorkRow key={item.key} item={item} isMixed={key === 'overdue'} />
        ))}
      </ul>
    </Section>
  );
}

function WorkRow({ item, isMixed }: Readonly<{ item: WorkItem; isMixed: boolean }>) {
  const t = useText();
  const { subject, operation, note, dueOn, overdue, since } = item;
  const { title, action } = ASKED[operation];
  const place = placeOf(item);
  const day = today();
  return (
    <li className="work-row">
      <div className="work-what">
        <Link to={place} className="work-title">
          {subject.title}
        </Link>
        {subject.code && subject.kind !== 'period' && <span className="code quiet"> {subject.code}</span>}
        <p className="quiet">
          {isMixed && `${t(...title)} · `}
          {t(note, WHY_IN_ENGLISH[operation])}
        </p>
      </div>
      <div className="work-when">
        {dueOn && (
          <time dateTime={dueOn} title={dateText(dueOn)} className={overdue ? 'work-overdue' : 'work-due'}>
            {dueText(dueOn, day, t, dateText)}
          </time>
        )}
        {since && (
          <time dateTime={since} title={dateText(since)} className="quiet">
            {sinceText(since, day, t)}
          </time>
        )}
      </div>
      <LinkButton to={place} aria-label={`${t(...action)}${t('：', ': ')}${subject.title}`}>
        {t(...action)}
      </LinkButton>
    </li>
  );
}

function AuditorsPage({ title }: Readonly<{ title: string }>) {
  const t = useText();
  return (
    <Page title={title} lead={t('审计只查阅，不办理，没有待办事项。', 'Auditors look and do not decide.')}>
      <Section title={t('从这里开始', 'Start here')}>
        <p className="quiet">
          {t(
            '报告中的每个数字都可以追到原始记录；每个对象的页面底部有完整历程。',
            'Every figure of a report leads to its records; every object’s page ends with its whole history.',
          )}
        </p>
        <Shortcuts />
      </Section>
    </Page>
  );
}
