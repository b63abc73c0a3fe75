import { useQueries } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { queries, type Schemas } from '../api/client';
import { periodText, today } from '../language/format';
import { useText } from '../language/language';
import { Section } from '../parts/page';
import { monthsIn } from '../parts/periods';
import { ScrollRegion } from '../parts/scroll-region';
import { Failure, Loading } from '../parts/states';
import { asReport, tableOf } from './report-answer';

const MonthsChart = lazy(() => import('./months-chart').then((m) => ({ default: m.MonthsChart })));

/** What R-01 says of each month: the measures shown here. */
const MEASURES = ['M1', 'M7', 'M8', 'M3'] as const;

/** Activities of this year's months and how many of them span districts, as R-01 counts them. */
export function ActivityMonths({ councilId }: Readonly<{ councilId: string }>) {
  const t = useText();
  const now = today();
  const months = monthsIn(now.slice(0, 4)).filter((month) => month <= now);
  const reports = useQueries({
    queries: months.map((period) =>
      queries.queryOptions('get', '/reports/R-01', { params: { query: { councilId, period } } }),
    ),
  });
  const failed = reports.find(({ error }) => error);
  if (failed) return <Failure error={failed.error} retry={failed.refetch} />;
  const rows = reports.flatMap(({ data }, index) => {
    const period = months[index];
    return data && period ? [{ period, figures: figuresOf(asReport(data)) }] : [];
  });
  if (rows.length < months.length) return <Loading />;
  const title = t(`${today().slice(0, 4)}年各月活动`, `Activities by month, ${today().slice(0, 4)}`);
  const headings = {
    M1: t('活动数', 'Activities'),
    M7: t('跨区活动数', 'Cross-district'),
    M8: t('跨区活动占比', 'Share'),
    M3: t('参与人次', 'Person-times'),
  };
  const listOf = (period: string) => `/activities?month=${period}&councilId=${councilId}`;
  return (
    <Section title={title}>
      <Suspense fallback={<div className="months-chart" />}>
        <MonthsChart
          label={t(`${title}，数字见下表`, `${title}; the numbers are in the table below`)}
          months={rows.map(({ period }) => periodText(period).replace(/^\d{4}年/, ''))}
          series={[
            { name: headings.M1, values: rows.map(({ figures }) => Number(figures.get('M1')?.text ?? 0)) },
            { name: headings.M7, values: rows.map(({ figures }) => Number(figures.get('M7')?.text ?? 0)) },
          ]}
          links={rows.map(({ period }) => listOf(period))}
        />
      </Suspense>
      <ScrollRegion label={t(`${title}：表格`, `${title}: table`)}>
        <table className="glance-table">
          <thead>
            <tr>
              <th scope="col">{t('月份', 'Month')}</th>
              {MEASURES.map((measure) => (
                <th key={measure} scope="col" className="number">
                  {headings[measure]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ period, figures }) => (
              <tr key={period}>
                <th scope="row">
                  <Link to={listOf(period)}>{periodText(period)}</Link>
                </th>
                {MEASURES.map((measure) => {
                  const cell = figures.get(measure);
                  const evidence = `/reports/R-01?councilId=${councilId}&period=${period}&cell=${encodeURIComponent(cell?.key ?? '')}`;
                  const to = measure === 'M1' ? listOf(period) : evidence;
                  return (
                    <td key={measure} className="number">
                      {cell && cell.events > 0 ? <Link to={to}>{cell.text}</Link> : (cell?.text ?? '—')}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="quiet">
        {t('跨区活动：有两个以上区的单位参加的活动。', 'Cross-district: units of two districts or more took part.')}
      </p>
    </Section>
  );
}

const figuresOf = (report: Schemas['Report']): ReadonlyMap<string, Schemas['ReportCell']> =>
  new Map(
    (tableOf(report, 'totals')?.rows ?? []).flatMap(({ key, cells }) =>
      cells.value ? [[key, cells.value] as const] : [],
    ),
  );
