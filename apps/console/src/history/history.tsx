import { type Operation, roleMay } from '@lianjian/permissions/matrix';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { api } from '../api/client';
import { problemOf } from '../api/problem';
import { useText } from '../language/language';
import { Section } from '../parts/page';
import { useMe } from '../session/session';
import { describeHistory, type HistoryEntry } from './describe-event';
import { Evidence, WhatAndWhy, WhoAndWhen } from './entry';
import { type Deed, deeds } from './grouped';
import './history.css';
import { useWords } from './use-words';

type Subject = 'unit' | 'council' | 'agreement' | 'project' | 'activity' | 'period';
type Props = Readonly<{
  subject: Subject;
  /** Of the object; for a month, of its council. */
  id: string;
  /** Of the period, `2026-03`. */
  month?: string;
}>;

const OPERATIONS: Readonly<Record<Subject, Operation>> = {
  unit: 'getUnitHistory',
  council: 'getCouncilHistory',
  agreement: 'getAgreementHistory',
  project: 'getProjectHistory',
  activity: 'getActivityHistory',
  period: 'getPeriodHistory',
};
const AT_FIRST = 15;

async function read({ subject, id, month = '' }: Props): Promise<readonly HistoryEntry[]> {
  const params = { path: { id } };
  const answers = {
    unit: () => api.GET('/units/{id}/history', { params }),
    council: () => api.GET('/councils/{id}/history', { params }),
    agreement: () => api.GET('/agreements/{id}/history', { params }),
    project: () => api.GET('/projects/{id}/history', { params }),
    activity: () => api.GET('/activities/{id}/history', { params }),
    period: () => api.GET('/councils/{id}/periods/{month}/history', { params: { path: { id, month } } }),
  };
  const { data } = await answers[subject]();
  return data?.items ?? [];
}

/**
 * Everything that ever became of an object, newest first: who, when, what and why. It is read when it comes into view.
 * Whoever may not see it sees no such section. `#v7` shows and marks the seventh event.
 */
export function History(props: Props) {
  const { subject, id, month } = props;
  const t = useText();
  const { mandate } = useMe();
  const marked = Number(/^#v(\d+)$/.exec(useLocation().hash)?.[1] ?? 0);
  const [place, isNear] = useIsNear();
  const mayRead = roleMay(mandate.role, OPERATIONS[subject]);
  const { data, error, refetch } = useQuery({
    queryKey: ['history', subject, id, month],
    queryFn: () => read(props),
    enabled: mayRead && (isNear || marked > 0),
  });
  if (!mayRead || (error && problemOf(error).isMissing)) return null;
  return (
    <div ref={place}>
      <Section title={t('历程', 'History')}>
        {data ? (
          <Timeline entries={data} marked={marked} />
        ) : error ? (
          <p role="alert">
            {problemOf(error).message} <Button onClick={() => void refetch()}>{t('重试', 'Try again')}</Button>
          </p>
        ) : (
          <div role="status">
            <span className="visually-hidden">{t('正在加载', 'Loading')}</span>
            <Skeleton active paragraph={{ rows: 4 }} title={false} />
          </div>
        )}
      </Section>
    </div>
  );
}

function Timeline({ entries, marked }: Readonly<{ entries: readonly HistoryEntry[]; marked: number }>) {
  const t = useText();
  const words = useWords();
  const descriptions = describeHistory(entries, words);
  const all = deeds(
    entries.flatMap((entry, index) => {
      const description = descriptions[index];
      return description ? [{ entry, description }] : [];
    }),
  );
  const [count, setCount] = useState(AT_FIRST);
  const markedAt = all.findIndex(({ told }) => told.some(({ entry }) => entry.version === marked));
  const shown = all.slice(0, Math.max(count, markedAt + 1));
  return (
    <>
      <ol className="history" aria-label={t('历程，从新到旧', 'History, newest first')}>
        {shown.map((deed) => (
          <DeedItem key={deed.key} deed={deed} marked={marked} />
        ))}
      </ol>
      {shown.length < all.length && (
        <Button onClick={() => setCount(shown.length + 4 * AT_FIRST)}>
          {t(`更早的${all.length - shown.length}条`, `${all.length - shown.length} earlier`)}
        </Button>
      )}
    </>
  );
}

function DeedItem({ deed: { first, told }, marked }: Readonly<{ deed: Deed; marked: number }>) {
  const { label } = useWords();
  return (
    <li>
      <WhoAndWhen entry={first} />
      {told.map(({ entry, description }, index) => (
        <Marked key={entry.eventId} version={entry.version} isMarked={entry.version === marked}>
          {told[index - 1]?.entry.type !== entry.type && <h3>{label('eventTypes', entry.type)}</h3>}
          <WhatAndWhy entry={entry} description={description} />
        </Marked>
      ))}
      <Evidence entries={told.map(({ entry }) => entry)} />
    </li>
  );
}

/** One event, scrolled to once when the address names it. */
function Marked({
  version,
  isMarked,
  children,
}: Readonly<{ version: number; isMarked: boolean; children: ReactNode }>) {
  const own = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isMarked) return;
    own.current?.scrollIntoView({ block: 'center' });
    own.current?.focus({ preventScroll: true });
  }, [isMarked]);
  return (
    <article
      ref={own}
      id={`v${version}`}
      className={isMarked ? 'history-event is-marked' : 'history-event'}
      {...(isMarked ? { tabIndex: -1, 'aria-current': 'true' as const } : {})}
    >
      {children}
    </article>
  );
}

/** Whether the element has ever come near to what is on screen. */
function useIsNear() {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        setNear(true);
        observer.disconnect();
      },
      { rootMargin: '300px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return [place, isNear] as const;
}
