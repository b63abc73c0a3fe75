import { roleMay } from '@lianjian/permissions/matrix';
import { Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { queries, type Schemas } from '../api/client';
import { dateText, periodText, today } from '../language/format';
import { useText } from '../language/language';
import { CouncilName, useCouncilId } from '../parts/names';
import { Page, Section } from '../parts/page';
import { latestPeriods, shifted } from '../parts/periods';
import { type Column, Rows } from '../parts/rows';
import { Loaded, Loading } from '../parts/states';
import { useMe } from '../session/session';
import { MonthFigures } from './month-figures';
import { isOver } from './month-state';
import './reports.css';

type Row = Readonly<{ month: string; closed: Schemas['PeriodSummary'] | undefined; dueOn: string | null }>;

/** The months of a council: which are closed, what was published of them, and whether that still holds. */
export function MonthsPage() {
  const [address] = useSearchParams();
  const own = useCouncilId();
  const councilId = address.get('councilId') ?? own;
  return councilId ? <Months councilId={councilId} /> : <Loading />;
}

const A_YEAR = 12;

function withCount(address: URLSearchParams, count: number): URLSearchParams {
  const after = new URLSearchParams(address);
  after.set('count', String(count));
  return after;
}

function Months({ councilId }: Readonly<{ councilId: string }>) {
  const t = useText();
  const { mandate } = useMe();
  const [address, setAddress] = useSearchParams();
  const count = Math.min(120, Math.max(A_YEAR, Number(address.get('count')) || A_YEAR));
  const periods = queries.useQuery('get', '/periods', { params: { query: { councilId, limit: 200 } } });
  const { data: work } = queries.useQuery('get', '/work-list', {}, { enabled: roleMay(mandate.role, 'closePeriod') });
  const seesChanges = roleMay(mandate.role, 'getActivityReport');
  const dueOn = (month: string) =>
    work?.items.find((item) => item.operation === 'closePeriod' && item.detail.month === month)?.dueOn ?? null;
  return (
    <Page
      title={seesChanges ? t('月度关账', 'Months') : t('月报', 'Monthly reports')}
      lead={
        <>
          <CouncilName id={councilId} plain />
          {t(
            '：次月第5个工作日前关账，然后生成、核对、发布月报。',
            ': each month is closed by the fifth working day of the next; its report is then generated, checked and published.',
          )}
        </>
      }
    >
      <Section>
        <Loaded query={periods}>
          {({ items }) => {
            const first = items.at(-1)?.month ?? shifted(today().slice(0, 7), -1);
            const months = latestPeriods('MONTH', today(), count).filter((month) => month >= first);
            const rows = months.map((month): Row => {
              const closed = items.find((item) => item.month === month);
              return { month, closed, dueOn: closed?.dueOn ?? dueOn(month) };
            });
            const changes: Column<Row> = {
              key: 'changes',
              title: t('发布后的变动', 'Changed since'),
              render: ({ month, closed }) =>
                closed ? <MonthFigures councilId={councilId} month={month} show="changes" /> : '—',
            };
            return (
              <Rows
                caption={t('各月', 'Months')}
                rows={rows}
                rowKey={({ month }) => month}
                empty={null}
                more={
                  months.length === count
                    ? () => setAddress((was) => withCount(was, count + A_YEAR), { replace: true })
                    : undefined
                }
                columns={[
                  {
                    key: 'month',
                    title: t('月份', 'Month'),
                    render: ({ month }) => (
                      <Link to={`/councils/${councilId}/months/${month}`}>{periodText(month)}</Link>
                    ),
                  },
                  { key: 'status', title: t('关账', 'Closing'), render: (row) => <ClosingState {...row} /> },
                  {
                    key: 'due',
                    title: t('应关账日期', 'Due'),
                    render: (row) => (row.dueOn ? dateText(row.dueOn) : t('次月第5个工作日', 'Fifth working day')),
                  },
                  {
                    key: 'report',
                    title: t('月报', 'Report'),
                    render: ({ month, closed }) =>
                      closed ? <MonthFigures councilId={councilId} month={month} show="report" /> : '—',
                  },
                  ...(seesChanges ? [changes] : []),
                ]}
              />
            );
          }}
        </Loaded>
      </Section>
    </Page>
  );
}

function ClosingState({ month, closed, dueOn }: Row) {
  const t = useText();
  if (closed?.closedAt) {
    return <>{t(`已关账（${dateText(closed.closedAt)}）`, `Closed (${dateText(closed.closedAt)})`)}</>;
  }
  if (!isOver(month, today())) return <span className="quiet">{t('进行中', 'Running')}</span>;
  const isOverdue = dueOn !== null && dueOn < today();
  return (
    <Tag color={isOverdue ? 'error' : 'warning'}>
      {isOverdue ? t('逾期未关账', 'Overdue') : t('待关账', 'To be closed')}
    </Tag>
  );
}
