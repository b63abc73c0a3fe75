import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select, Space, Tag } from 'antd';
import { Link, useParams } from 'react-router';
import { queries, type Schemas } from '../api/client';
import { dateText, instantText, numberText, periodText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { type Text, useText } from '../language/language';
import { useFilters } from '../parts/filters';
import { UnitName } from '../parts/names';
import { Page, Section } from '../parts/page';
import { firstDayOf, kindOf, latestPeriods, type PeriodKind, periodAt, shifted } from '../parts/periods';
import { type Column, Rows } from '../parts/rows';
import { Loaded } from '../parts/states';
import { Status } from '../parts/status';
import { useMe } from '../session/session';
import { byUrgency, deliveredSentence, didSentence, owesSentence } from './sentences';
import './one-pager.css';

type OnePager = Schemas['UnitOnePager'];

const NAMES = ['period'] as const;

/** One unit, one page: what it did, gave and received in a period, and what it owes today. Nothing about others. */
export function OnePagerPage() {
  const t = useText();
  const { id = '' } = useParams();
  const { mandate } = useMe();
  const { values, set } = useFilters(NAMES);
  const thisMonth = periodAt('MONTH', today());
  const period = values.period && kindOf(values.period) ? values.period : thisMonth;
  const query = queries.useQuery('get', '/units/{id}/one-pager', { params: { path: { id }, query: { period } } });
  const isOwn = mandate.role === 'UNIT' && mandate.scope === id;
  return (
    <Loaded query={query}>
      {(page) => (
        <Page
          title={isOwn ? t('本单位情况', 'My unit') : t('单位共建情况', 'One page of a unit')}
          lead={`${page.name}（${page.unitNo}）`}
          actions={<Button onClick={() => window.print()}>{t('打印', 'Print')}</Button>}
        >
          <PeriodChoice period={period} choose={(chosen) => set('period', chosen === thisMonth ? undefined : chosen)} />
          <div className="one-pager">
            <p className="print-only">
              {t(`打印于${instantText(new Date().toISOString())}`, `Printed ${instantText(new Date().toISOString())}`)}
            </p>
            <p className="quiet">
              {periodText(page.period.id)}（{dateText(page.period.from)}
              {t('至', ' to ')}
              {dateText(page.period.to)}）
            </p>
            <Owes owes={page.owes} isOwn={isOwn} />
            <Did did={page.did} />
            <Delivered
              title={t('履行义务', 'What it gave')}
              sentence={deliveredSentence(page.gave, true, t)}
              rows={page.gave}
              isOwn
            />
            <Delivered
              title={t('对方履约', 'What it received')}
              sentence={deliveredSentence(page.received, false, t)}
              rows={page.received}
              isOwn={false}
            />
          </div>
        </Page>
      )}
    </Loaded>
  );
}

const KINDS: readonly PeriodKind[] = ['MONTH', 'QUARTER', 'HALF', 'YEAR'];
const HOW_MANY: Readonly<Record<PeriodKind, number>> = { MONTH: 24, QUARTER: 8, HALF: 4, YEAR: 4 };

const kindText = (kind: PeriodKind, t: Text) =>
  ({ MONTH: t('月', 'Months'), QUARTER: t('季度', 'Quarters'), HALF: t('半年', 'Half-years'), YEAR: t('年', 'Years') })[
    kind
  ];

function PeriodChoice({ period, choose }: Readonly<{ period: string; choose: (period: string) => void }>) {
  const t = useText();
  const now = today();
  const quick: [string, string][] = [
    [periodAt('MONTH', now), t('本月', 'This month')],
    [shifted(periodAt('MONTH', now), -1), t('上月', 'Last month')],
    [periodAt('QUARTER', now), t('本季度', 'This quarter')],
    [periodAt('YEAR', now), t('本年', 'This year')],
  ];
  const groups = KINDS.map((kind) => ({
    label: kindText(kind, t),
    options: latestPeriods(kind, now, HOW_MANY[kind]).map((value) => ({ value, label: periodText(value) })),
  }));
  return (
    <search className="filter-bar no-print" aria-label={t('期间', 'Period')}>
      <Space.Compact>
        <Button
          icon={<LeftOutlined />}
          aria-label={t('上一期', 'Period before')}
          onClick={() => choose(shifted(period, -1))}
        />
        <Select
          aria-label={t('期间', 'Period')}
          style={{ width: 156 }}
          value={period}
          onChange={choose}
          options={groups}
        />
        <Button
          icon={<RightOutlined />}
          aria-label={t('下一期', 'Period after')}
          disabled={firstDayOf(shifted(period, 1)) > now}
          onClick={() => choose(shifted(period, 1))}
        />
      </Space.Compact>
      {quick.map(([value, label]) => (
        <Button key={value} aria-pressed={period === value} disabled={period === value} onClick={() => choose(value)}>
          {label}
        </Button>
      ))}
    </search>
  );
}

function Did({ did: { activities, projects, totals } }: Readonly<{ did: OnePager['did'] }>) {
  const t = useText();
  const { label } = useLabels();
  const roles = {
    LEAD: t('牵头', 'Leads'),
    PARTNER: t('参与', 'Takes part'),
    CLAIMANT: t('认领', 'Claimed'),
  };
  return (
    <Section title={t('参加活动和项目', 'What it did')}>
      <p>{didSentence(totals, t)}</p>
      {activities.length > 0 && (
        <Rows
          caption={t('活动', 'Activities')}
          rows={activities}
          rowKey={({ activityId }) => activityId}
          empty={null}
          columns={[
            {
              key: 'title',
              title: t('活动', 'Activity'),
              render: ({ activityId, title, disputed }) => (
                <>
                  <Link to={`/activities/${activityId}`}>{title}</Link>{' '}
                  {disputed && <Tag>{t('人次有异议，待处理', 'Headcount disputed')}</Tag>}
                </>
              ),
            },
            { key: 'date', title: t('日期', 'Date'), render: ({ startOn }) => dateText(startOn) },
            { key: 'kind', title: t('类型', 'Kind'), render: ({ kind }) => label('activityKinds', kind) },
            { key: 'role', title: t('角色', 'Role'), render: ({ role }) => label('participationRoles', role) },
            {
              key: 'onSite',
              title: t('现场人次', 'On site'),
              align: 'right',
              render: ({ onSite }) => numberText(onSite),
            },
            {
              key: 'remote',
              title: t('线上人次', 'Remote'),
              align: 'right',
              render: ({ remote }) => numberText(remote),
            },
          ]}
        />
      )}
      {activities.length > 0 && (
        <p className="quiet no-print">
          {t(
            '本单位人次不对的，点开活动，在“参与人次”中更正或提出异议。',
            'If your headcount is wrong, open the activity to correct or dispute it.',
          )}
        </p>
      )}
      {projects.length > 0 && (
        <>
          <h3>{t(`本期实施中的项目${projects.length}个`, `${projects.length} projects running in this period`)}</h3>
          <Rows
            caption={t('项目', 'Projects')}
            rows={projects}
            rowKey={({ projectId }) => projectId}
            empty={null}
            columns={[
              {
                key: 'name',
                title: t('项目', 'Project'),
                render: ({ projectId, name }) => <Link to={`/projects/${projectId}`}>{name}</Link>,
              },
              {
                key: 'role',
                title: t('角色', 'Role'),
                render: ({ role, claims }) =>
                  [roles[role], ...claims.map(({ slotName, quantity }) => `${slotName}×${quantity}`)].join('，'),
              },
              {
                key: 'status',
                title: t('状态', 'Status'),
                render: ({ status }) => <Status list="projectStatuses" code={status} />,
              },
            ]}
          />
        </>
      )}
    </Section>
  );
}

type Delivery = OnePager['gave'][number];

function Delivered({
  title,
  sentence,
  rows,
  isOwn,
}: Readonly<{ title: string; sentence: string; rows: readonly Delivery[]; isOwn: boolean }>) {
  const t = useText();
  const { label } = useLabels();
  const quantity = (value: number, measureUnit: string) => `${numberText(value)}${label('measureUnits', measureUnit)}`;
  const columns: Column<Delivery>[] = [
    { key: 'text', title: t('义务', 'Obligation'), render: ({ text }) => <div className="one-pager-text">{text}</div> },
    ...(isOwn
      ? []
      : [{ key: 'by', title: t('履行单位', 'By'), render: ({ unitId }: Delivery) => <UnitName id={unitId} /> }]),
    {
      key: 'agreement',
      title: t('协议', 'Agreement'),
      render: ({ agreementId, agreementNo }) => <Link to={`/agreements/${agreementId}`}>{agreementNo}</Link>,
    },
    {
      key: 'quantity',
      title: t('本期履行', 'In this period'),
      align: 'right',
      render: ({ quantity: value, measureUnit }) => quantity(value, measureUnit),
    },
    {
      key: 'confirmed',
      title: t('累计已确认／应履行', 'Confirmed of all'),
      align: 'right',
      render: ({ confirmedQty, targetQty, measureUnit }) =>
        `${numberText(confirmedQty)}／${quantity(targetQty, measureUnit)}`,
    },
  ];
  return (
    <Section title={title}>
      <p>{sentence}</p>
      {rows.length > 0 && (
        <Rows
          caption={title}
          rows={rows}
          rowKey={({ agreementId, obligationId }) => `${agreementId}/${obligationId}`}
          empty={null}
          columns={columns}
        />
      )}
    </Section>
  );
}

function Owes({ owes, isOwn }: Readonly<{ owes: OnePager['owes']; isOwn: boolean }>) {
  const t = useText();
  const { label } = useLabels();
  return (
    <Section title={t('待履行义务', 'What it owes')}>
      <p>{owesSentence(owes, t)}</p>
      {owes.length > 0 && (
        <Rows
          caption={t('尚未履行的义务', 'What is owed')}
          rows={byUrgency(owes)}
          rowKey={({ agreementId, obligationId }) => `${agreementId}/${obligationId}`}
          empty={null}
          columns={[
            {
              key: 'text',
              title: t('义务', 'Obligation'),
              render: ({ text }) => <div className="one-pager-text">{text}</div>,
            },
            {
              key: 'due',
              title: t('应履行日期', 'Due'),
              render: ({ dueOn, overdue }) => (
                <>
                  {dateText(dueOn)} {overdue && <Tag color="error">{t('已逾期', 'Overdue')}</Tag>}
                </>
              ),
            },
            {
              key: 'remaining',
              title: t('还差', 'Remaining'),
              align: 'right',
              render: ({ remainingQty, unconfirmedQty, measureUnit }) => (
                <>
                  {numberText(remainingQty)}
                  {label('measureUnits', measureUnit)}
                  {unconfirmedQty > 0 && (
                    <div className="quiet">
                      {t(
                        `其中${unconfirmedQty}${label('measureUnits', measureUnit)}已报告，待对方确认`,
                        `${unconfirmedQty} reported, to be confirmed`,
                      )}
                    </div>
                  )}
                </>
              ),
            },
            {
              key: 'agreement',
              title: t('协议', 'Agreement'),
              render: ({ agreementId, agreementNo }) => <Link to={`/agreements/${agreementId}`}>{agreementNo}</Link>,
            },
            ...(isOwn
              ? [
                  {
                    key: 'action',
                    title: t('办理', 'Next'),
                    render: ({ agreementId, remainingQty, unconfirmedQty }: OnePager['owes'][number]) =>
                      unconfirmedQty >= remainingQty ? (
                        <span className="quiet">{t('已报告，等对方确认', 'Reported; the partner confirms')}</span>
                      ) : (
                        <Link to={`/agreements/${agreementId}`}>{t('报告履行', 'Report fulfilment')}</Link>
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Section>
  );
}
