import { roleMay } from '@lianjian/permissions/matrix';
import { Alert, Steps, Tag } from 'antd';
import { Link, useParams } from 'react-router';
import { queries, type Schemas } from '../api/client';
import { NotHere } from '../frame/not-here';
import { History } from '../history/history';
import { dateText, instantText, periodText, today } from '../language/format';
import { type Text, useText } from '../language/language';
import { CouncilName } from '../parts/names';
import { useIsNarrow } from '../parts/narrow';
import { Page, Section } from '../parts/page';
import { firstDayOf, kindOf, shifted } from '../parts/periods';
import { Loaded } from '../parts/states';
import { useMe } from '../session/session';
import { BeforeClosing } from './before-closing';
import { useDecides } from './deciding';
import { CloseMonth, GenerateReport } from './month-commands';
import { MonthDifference } from './month-difference';
import { MonthReports } from './month-reports';
import { isOver, STEPS, type Step, stateOf, stepOf } from './month-state';
import { useMonthPeople } from './people';
import { PublishDraft } from './publish-draft';
import './reports.css';

type Period = Schemas['Period'];

/** A council's month on its way to a published report, one step after the other. */
export function MonthPage() {
  const { id = '', month = '' } = useParams();
  if (kindOf(month) !== 'MONTH') return <NotHere />;
  return <Month key={month} councilId={id} month={month} />;
}

function Month({ councilId, month }: Readonly<{ councilId: string; month: string }>) {
  const t = useText();
  const { mandate } = useMe();
  const mayDecide = useDecides(councilId);
  const query = queries.useQuery('get', '/councils/{id}/periods/{month}', {
    params: { path: { id: councilId, month } },
  });
  const isOpen = query.data?.status === 'OPEN';
  const [before, after] = [shifted(month, -1), shifted(month, 1)];
  return (
    <Page
      title={t(`${periodText(month)}关账与报告`, `${periodText(month)}: closing and reports`)}
      {...(query.data
        ? { tag: <Tag variant="filled">{isOpen ? t('未关账', 'Open') : t('已关账', 'Closed')}</Tag> }
        : {})}
      lead={<CouncilName id={councilId} />}
      actions={
        <nav aria-label={t('相邻月份', 'Other months')} className="month-nav">
          <Link to={`/councils/${councilId}/months/${before}`}>{periodText(before)}</Link>
          <Link to={`/months?councilId=${councilId}`}>{t('各月', 'All months')}</Link>
          {firstDayOf(after) <= today() && (
            <Link to={`/councils/${councilId}/months/${after}`}>{periodText(after)}</Link>
          )}
        </nav>
      }
    >
      <Loaded query={query}>
        {(period) => (
          <>
            <Way period={period} mayDecide={mayDecide} />
            {isOpen && mayDecide && isOver(month, today()) && <BeforeClosing councilId={councilId} month={month} />}
            {!isOpen && roleMay(mandate.role, 'getActivityReport') && (
              <MonthDifference councilId={councilId} month={month} />
            )}
            {!isOpen && <MonthReports period={period} mayDecide={mayDecide} />}
          </>
        )}
      </Loaded>
      {query.data?.status === 'CLOSED' && <History subject="period" id={councilId} month={month} />}
    </Page>
  );
}

type WayProps = Readonly<{ period: Period; mayDecide: boolean }>;

/** The four steps, and what to do now. */
function Way({ period, mayDecide }: WayProps) {
  const t = useText();
  const isNarrow = useIsNarrow();
  const step = stepOf(period, 'R-01');
  const { versions, draft, published } = stateOf(period, 'R-01');
  const nameOf = useMonthPeople(period.councilId, period.month);
  const last = draft ?? published;
  const by = (who: string | undefined, at: string | null) =>
    [at && instantText(at), who].filter(Boolean).join(' ') || undefined;
  return (
    <Section title={t('月报走到哪一步', 'Where the report stands')}>
      <Steps
        orientation={isNarrow ? 'vertical' : 'horizontal'}
        size="small"
        current={step === 'done' ? STEPS.length : STEPS.indexOf(step)}
        items={[
          {
            title: t('关账', 'Close'),
            content: period.closedAt
              ? instantText(period.closedAt)
              : t('次月第5个工作日前', 'by the fifth working day of the next month'),
          },
          {
            title: t('生成', 'Generate'),
            content: last ? by(nameOf(last.preparedBy), null) : t('按关账时的数据计算', 'computed as of the close'),
          },
          { title: t('核对', 'Check'), content: t('由另一人核对', 'by another person') },
          {
            title: t('发布', 'Publish'),
            content: published
              ? t(
                  `第${published.versionNo}版 ${instantText(published.publishedAt)}`,
                  `v${published.versionNo} ${instantText(published.publishedAt)}`,
                )
              : undefined,
          },
        ]}
      />
      <div className="month-next">
        {mayDecide ? (
          <Next step={step} period={period} />
        ) : (
          <p className="report-none">{waitingText(t, step, versions.length)}</p>
        )}
      </div>
    </Section>
  );
}

function Next({ step, period }: Readonly<{ step: Step; period: Period }>) {
  const t = useText();
  const { month } = period;
  switch (step) {
    case 'close':
      if (!isOver(month, today())) {
        const from = dateText(firstDayOf(shifted(month, 1)));
        return (
          <Alert
            type="info"
            showIcon
            title={t(`本月还没有结束，${from}起可以关账。`, `The month is not over; it can be closed from ${from}.`)}
          />
        );
      }
      return (
        <>
          <p>
            {t(
              '现在可以关账。关账就是定下本月的数据：之后登记的本月活动列为补报。',
              'The month can be closed now: what is recorded of it afterwards counts as late.',
            )}
          </p>
          <CloseMonth period={period} isPrimary />
        </>
      );
    case 'generate':
      return (
        <>
          <p>
            {t(
              '已关账，接下来生成月报。数字由系统计算，不用填写。',
              'Closed. Now generate the report; no figure is typed in.',
            )}
          </p>
          <GenerateReport period={period} code="R-01" isPrimary />
        </>
      );
    case 'check': {
      const { draft } = stateOf(period, 'R-01');
      return draft ? <PublishDraft period={period} draft={draft} isPrimary /> : null;
    }
    case 'done': {
      const { published } = stateOf(period, 'R-01');
      return (
        <p className="report-none">
          {t('月报已发布。', 'The report is published. ')}
          <Link to={`/councils/${period.councilId}/months/${month}/R-01/v/${published?.versionNo}`}>
            {t(`查看第${published?.versionNo}版`, `Read version ${published?.versionNo}`)}
          </Link>
        </p>
      );
    }
  }
}

/** For those who only look on. */
function waitingText(t: Text, step: Step, versions: number): string {
  switch (step) {
    case 'close':
      return t('本月尚未关账。', 'The month is not closed yet.');
    case 'generate':
      return t('已关账，月报尚未发布。', 'Closed; the report is not published yet.');
    case 'check':
      return t('新的一版正在核对。', 'A new version is being checked.');
    case 'done':
      return t(`月报已发布，共${versions}版。`, `The report is published in ${versions} version(s).`);
  }
}
