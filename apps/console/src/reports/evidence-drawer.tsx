import { Button, Drawer } from 'antd';
import { useRef } from 'react';
import { api, type Schemas } from '../api/client';
import { instantText, numberText } from '../language/format';
import { useText } from '../language/language';
import { useIsNarrow } from '../parts/narrow';
import { usePaged } from '../parts/paged';
import { Loaded, Nothing } from '../parts/states';
import type { ReportCode } from './catalogue';
import { EvidenceEvents } from './evidence-events';
import { groupsOf } from './evidence-groups';
import { figureText, fractionOf } from './figures';
import type { ReportQuery } from './report-query';
import { SubjectLink } from './subject-link';

type Props = Readonly<{
  code: ReportCode;
  /** The same as that of the report on screen, and as of its instant. */
  query: ReportQuery;
  /** Of the figure; undefined while the drawer is shut. */
  figureKey: string | undefined;
  /** In words what the figure is. */
  name: string;
  close: () => void;
}>;

/** What a figure rests on: the things it counts, each with its records. Gives the focus back to the figure. */
export function EvidenceDrawer({ code, query, figureKey, name, close }: Props) {
  const t = useText();
  const isNarrow = useIsNarrow();
  const last = useRef(figureKey);
  if (figureKey) last.current = figureKey;
  const giveBack = () => {
    const figures = document.querySelectorAll<HTMLElement>('[data-figure]');
    [...figures].find(({ dataset }) => dataset.figure === last.current)?.focus();
  };
  return (
    <Drawer
      open={figureKey !== undefined}
      onClose={close}
      afterOpenChange={(isOpen) => !isOpen && giveBack()}
      size={isNarrow ? '100%' : 640}
      title={t('这个数字的依据', 'What this figure rests on')}
      destroyOnHidden
    >
      {figureKey && <Evidence key={figureKey} code={code} query={query} figureKey={figureKey} name={name} />}
    </Drawer>
  );
}

function Evidence({ code, query, figureKey, name }: Omit<Props, 'close' | 'figureKey'> & { figureKey: string }) {
  const t = useText();
  const evidence = useEvidence(code, query, figureKey);
  return (
    <Loaded query={evidence}>
      {(events) => {
        const groups = groupsOf(events);
        const { figure } = evidence;
        const fraction = figure && fractionOf(figure);
        return (
          <>
            <p className="evidence-head">
              <strong>{name}</strong>
              {figure && <span className="evidence-figure">{figureText(figure)}</span>}
              {fraction && <span className="quiet">{t(`（${fraction}）`, `(${fraction})`)}</span>}
            </p>
            {evidence.asOf && figure && (
              <p className="quiet">
                {evidence.more
                  ? t(
                      `按${instantText(evidence.asOf)}已有的记录，共${numberText(figure.events)}条记录。`,
                      `${numberText(figure.events)} records, as known at ${instantText(evidence.asOf)}.`,
                    )
                  : t(
                      `按${instantText(evidence.asOf)}已有的记录，共${numberText(groups.length)}项、${numberText(figure.events)}条记录。`,
                      `${numberText(groups.length)} items with ${numberText(figure.events)} records, as known at ${instantText(evidence.asOf)}.`,
                    )}
              </p>
            )}
            {groups.length === 0 && (
              <Nothing>{t('这个数字没有对应的记录。', 'No record is behind this figure.')}</Nothing>
            )}
            <ol className="evidence-list" aria-label={t('依据的记录', 'Records')}>
              {groups.map(({ stream, subject, events: own }) => (
                <li key={stream}>
                  <SubjectLink subject={subject} />
                  <EvidenceEvents events={own} />
                </li>
              ))}
            </ol>
            {evidence.more && (
              <Button onClick={evidence.more} loading={evidence.isLoadingMore} block>
                {t('加载更多', 'Load more')}
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

type Page = Schemas['ReportCellEvents'];

function useEvidence(code: ReportCode, query: ReportQuery, key: string) {
  const first = useRef<Pick<Page, 'cell' | 'asOf'> | undefined>(undefined);
  const paged = usePaged(['evidence', code, query, key], async (cursor) => {
    const { data } = await api.GET('/reports/{reportCode}/cells', {
      params: { path: { reportCode: code }, query: { ...query, key, limit: 100, ...cursor } },
    });
    first.current = data;
    return data ? { data } : {};
  });
  return { ...paged, figure: first.current?.cell, asOf: first.current?.asOf };
}
