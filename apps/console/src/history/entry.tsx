import { roleMay } from '@lianjian/permissions/matrix';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useText } from '../language/language';
import { ActorName } from '../parts/actor-name';
import { ScopeName, UnitName } from '../parts/names';
import { ScrollRegion } from '../parts/scroll-region';
import { useMe } from '../session/session';
import type { Description, HistoryEntry } from './describe-event';
import type { Line } from './fields';
import { Told } from './named';
import { useWords } from './use-words';
import { whenText } from './when';

const FEW = 6;

/** Who did it and when: the line above what was done. */
export function WhoAndWhen({ entry }: Readonly<{ entry: HistoryEntry }>) {
  const words = useWords();
  const { actor, onBehalfOf, occurredOn, recordedAt, source } = entry;
  const { t, label } = words;
  return (
    <p className="history-who">
      <time dateTime={occurredOn}>{whenText({ occurredOn, recordedAt }, words)}</time>
      <span>
        <ActorName {...actor} />
        {onBehalfOf && (
          <>
            {t('（代', ' (for ')}
            <UnitName id={onBehalfOf} plain />
            {t('填报）', ')')}
          </>
        )}
      </span>
      {source !== 'UI' && source !== 'SYSTEM' && <span className="quiet">{label('sources', source)}</span>}
    </p>
  );
}

/** What an event says: its lines, a few of many until all are asked for, and its reason. */
export function WhatAndWhy({
  entry,
  description,
  isComplete = false,
}: Readonly<{ entry: Pick<HistoryEntry, 'reason'>; description: Description; isComplete?: boolean }>) {
  const t = useText();
  const [isAll, setAll] = useState(isComplete);
  const { lines, isRepetition } = description;
  const shown = isAll || lines.length <= FEW + 1 ? lines : lines.slice(0, FEW);
  const reasons = [...new Set([entry.reason, description.reason])].filter(Boolean);
  return (
    <>
      {(shown.length > 0 || reasons.length > 0) && (
        <dl className="history-lines">
          {shown.map((line) => (
            <Said key={line.key} line={line} />
          ))}
          {reasons.map((reason) => (
            <div key={reason}>
              <dt>{t('事由', 'Reason')}</dt>
              <dd>{reason}</dd>
            </div>
          ))}
        </dl>
      )}
      {isRepetition && (
        <p className="quiet history-note">
          {lines.length === 0
            ? t('内容与此前相同。', 'The same as before.')
            : t('其余内容与此前相同。', 'The rest is the same as before.')}
        </p>
      )}
      {shown.length < lines.length && (
        <Button type="link" size="small" className="history-all" onClick={() => setAll(true)}>
          {t(`全部${lines.length}项内容`, `All ${lines.length} items`)}
        </Button>
      )}
    </>
  );
}

function Said({ line: { label, before, value } }: Readonly<{ line: Line }>) {
  const t = useText();
  const none = t('无', 'none');
  return (
    <div>
      <dt>
        <Told pieces={label} />
      </dt>
      <dd>
        {before && (
          <>
            <span className="visually-hidden">{t('原为', 'Before: ')}</span>
            <span className="history-before">{before.length > 0 ? <Told pieces={before} /> : none}</span>
            <span aria-hidden="true"> → </span>
            <span className="visually-hidden">{t('现为', 'Now: ')}</span>
          </>
        )}
        {value.length > 0 ? <Told pieces={value} /> : none}
      </dd>
    </div>
  );
}

/** Under which mandate it was done, how it was entered and what is stored: for those who check. */
export function Evidence({ entries }: Readonly<{ entries: readonly HistoryEntry[] }>) {
  const { t, label, date, instant } = useWords();
  const { mandate } = useMe();
  const [isOpen, setOpen] = useState(false);
  const [first] = entries;
  if (!first) return null;
  const { actor, occurredOn, recordedAt, source, correlationId, onBehalfOf } = first;
  return (
    <details className="history-evidence" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('任职授权与原始数据', 'Mandate and raw data')}</summary>
      {isOpen && (
        <>
          <dl className="history-lines">
            <div>
              <dt>{t('角色', 'Role')}</dt>
              <dd>
                {label('roles', actor.role)} <ScopeName role={actor.role} scope={actor.scope} />
              </dd>
            </div>
            <div>
              <dt>{t('任职授权编号', 'Mandate')}</dt>
              <dd>
                <span className="code">{actor.mandateId}</span>
                {roleMay(mandate.role, 'getAccountHistory') && actor.role !== 'SYSTEM' && (
                  <>
                    {' · '}
                    <Link to={`/accounts/${actor.accountId}`}>{t('授权和登录历史', 'History of the mandates')}</Link>
                  </>
                )}
              </dd>
            </div>
            {onBehalfOf && (
              <div>
                <dt>{t('代填单位', 'On behalf of')}</dt>
                <dd>
                  <UnitName id={onBehalfOf} />
                </dd>
              </div>
            )}
            <div>
              <dt>{t('业务日期', 'Happened on')}</dt>
              <dd>{date(occurredOn)}</dd>
            </div>
            <div>
              <dt>{t('记录时间', 'Recorded at')}</dt>
              <dd>{instant(recordedAt)}</dd>
            </div>
            <div>
              <dt>{t('录入方式', 'Entered by')}</dt>
              <dd>{label('sources', source)}</dd>
            </div>
            <div>
              <dt>{t('请求编号', 'Correlation id')}</dt>
              <dd className="code">{correlationId}</dd>
            </div>
          </dl>
          {entries.map((entry) => (
            <section key={entry.eventId} aria-label={t(`原始数据 ${entry.version}`, `Raw data ${entry.version}`)}>
              <p className="quiet">
                {t('原始数据', 'Raw data')} · {entry.type} · {t('第', 'No. ')}
                {entry.version}
                {t('条', '')} · <span className="code">{entry.eventId}</span>
              </p>
              <ScrollRegion
                className="raw-data"
                label={t(`原始数据 ${entry.version} 的内容`, `Content of raw data ${entry.version}`)}
              >
                <pre>{JSON.stringify(entry.data, null, 2)}</pre>
              </ScrollRegion>
            </section>
          ))}
        </>
      )}
    </details>
  );
}

/** The page of the object that an event belongs to, at that event. */
function pathOfEvent({ stream, version }: Pick<HistoryEntry, 'stream' | 'version'>): string | undefined {
  const [, councilId, month] = /^period-(.+)-(\d{4}-\d{2})$/.exec(stream) ?? [];
  if (councilId) return `/councils/${councilId}/months/${month}#v${version}`;
  const [, kind, id] = /^(unit|council|agreement|project|activity)-(.+)$/.exec(stream) ?? [];
  if (!kind) return undefined;
  const folder = {
    unit: 'units',
    council: 'councils',
    agreement: 'agreements',
    project: 'projects',
    activity: 'activities',
  }[kind as 'unit'];
  return `/${folder}/${id}#v${version}`;
}

/** Leads to the event within the history of its object. */
export function EventLink({ entry }: Readonly<{ entry: HistoryEntry }>) {
  const t = useText();
  const path = pathOfEvent(entry);
  return path ? <Link to={path}>{t('在历程中查看', 'Show in the history')}</Link> : null;
}
