import { Alert, Button } from 'antd';
import { useCallback } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Schemas } from '../api/client';
import { NotHere } from '../frame/not-here';
import { instantText, periodText, today } from '../language/format';
import { type Text, useText } from '../language/language';
import { useCouncilId } from '../parts/names';
import { Page, Section } from '../parts/page';
import { Loaded, Loading } from '../parts/states';
import { type CatalogueEntry, entryOf, type ReportCode } from './catalogue';
import { EvidenceDrawer } from './evidence-drawer';
import { ExportButtons } from './export-buttons';
import type { Mark } from './figure-cell';
import { figureNames } from './figures';
import { PublishedBesideLive } from './published-beside-live';
import { ReportControls, termsText } from './report-controls';
import { type Asked, askedIn, isInPublishedTerms, toQuery } from './report-query';
import { useReport, useReportVersion } from './report-reading';
import { ReportTables } from './report-tables';
import './reports.css';

/** One report: live figures as of any instant, each leading to its records, beside what was published of them. */
export function ReportPage() {
  const { code } = useParams();
  const entry = entryOf(code);
  const councilId = useCouncilId();
  const [address, setAddress] = useSearchParams();
  const choose = useCallback(
    (name: keyof Asked | 'cell', value: string | undefined) =>
      setAddress((before) => {
        const after = new URLSearchParams(before);
        if (value === undefined) after.delete(name);
        else after.set(name, value);
        if (name !== 'cell') after.delete('cell');
        return after;
      }),
    [setAddress],
  );
  if (!entry) return <NotHere />;
  const known = address.get('councilId') ?? councilId;
  if (!known) return <Loading />;
  const asked = askedIn(address, { councilId: known, kind: entry.kinds[0] ?? 'MONTH', today: today() });
  return <OpenReport entry={entry} asked={asked} figureKey={address.get('cell') ?? undefined} choose={choose} />;
}

type OpenProps = Readonly<{
  entry: CatalogueEntry;
  asked: Asked;
  figureKey: string | undefined;
  choose: (name: keyof Asked | 'cell', value: string | undefined) => void;
}>;

function OpenReport({ entry, asked, figureKey, choose }: OpenProps) {
  const t = useText();
  const { code } = entry;
  const report = useReport(code, toQuery(asked));
  const data = report.data;
  const open = useCallback((key: string) => choose('cell', key), [choose]);
  const names = useFigureNames(code, asked, data);
  // What is opened or exported is what is on screen, to the instant.
  const exact = toQuery({ ...asked, ...(data ? { asOf: data.header.asOf } : {}) });
  return (
    <Page
      title={`${t(...entry.title)} · ${periodText(asked.period)}`}
      lead={t(...entry.question)}
      actions={data && <ExportButtons path={`/reports/${code}?${new URLSearchParams(exact)}`} />}
    >
      <p className="report-back">
        <Link to="/reports">{t('全部报告', 'All reports')}</Link>
      </p>
      <Section>
        <ReportControls entry={entry} asked={asked} choose={choose} />
        {asked.asOf && (
          <Alert
            type="warning"
            showIcon
            title={t(
              `这是截至${instantText(data?.header.asOf ?? toQuery(asked).asOf)}所知的数据，之后登记、更正的不在内。`,
              `These are the data known at ${instantText(data?.header.asOf ?? toQuery(asked).asOf)}; what was recorded or corrected later is not in them.`,
            )}
            action={
              <Button size="small" onClick={() => choose('asOf', undefined)}>
                {t('看现在的数据', 'Show them as of now')}
              </Button>
            }
          />
        )}
      </Section>
      <Loaded query={report}>
        {({ header, tables, published }) => (
          <div className={report.isPlaceholderData ? 'report-waits' : ''} aria-busy={report.isPlaceholderData}>
            <p className="report-terms">
              {header.councilName} · {termsText(t, asked, header.asOf, entry.hasLens)}
            </p>
            {published && (
              <div id="published">
                <PublishedBesideLive
                  code={code}
                  councilId={header.councilId}
                  month={header.period}
                  published={published}
                  asOf={header.asOf}
                  isPast={asked.asOf !== undefined}
                  names={names}
                  open={open}
                  monthPage={
                    <Link to={`/councils/${header.councilId}/months/${header.period}`}>
                      {t('本月关账与发布', 'Closing and publishing')}
                    </Link>
                  }
                />
              </div>
            )}
            <ReportTables
              tables={tables}
              open={open}
              marks={isInPublishedTerms(asked) && published ? marksOf(t, published) : undefined}
            />
          </div>
        )}
      </Loaded>
      <EvidenceDrawer
        code={code}
        query={exact}
        figureKey={data ? figureKey : undefined}
        name={names.get(figureKey ?? '') ?? figureKey ?? ''}
        close={() => choose('cell', undefined)}
      />
    </Page>
  );
}

/** The names of all figures on screen, and of those that were published and are gone. */
function useFigureNames(code: ReportCode, { councilId, period }: Asked, report: Schemas['Report'] | undefined) {
  const published = report?.published;
  const last = published?.versions.findLast(({ publishedAt }) => publishedAt !== null);
  const { data: stored } = useReportVersion({ councilId, month: period, code, versionNo: last?.versionNo });
  const compared = published?.comparison ? [published.comparison] : [];
  return figureNames(report?.tables ?? [], stored?.content.tables ?? [], compared);
}

/** Beside each figure what an earlier reader was told of it, where that differs. */
function marksOf(t: Text, { changed, versions }: NonNullable<Schemas['Report']['published']>): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  const published = versions.filter(({ publishedAt }) => publishedAt !== null);
  for (const { versionNo, cells } of published) {
    for (const { key, old } of cells) {
      if (old === null || marks.has(key)) continue;
      const was = versionNo - 1;
      marks.set(key, {
        text: t(`第${was}版 ${old.text}`, `v${was}: ${old.text}`),
        href: `#version-${versionNo}`,
        isPast: true,
      });
    }
  }
  for (const { key, old } of changed) {
    const text = old ? t(`已发布 ${old.text}`, `published ${old.text}`) : t('未发布', 'not published');
    marks.set(key, { text, href: '#published', isPast: false });
  }
  return marks;
}
