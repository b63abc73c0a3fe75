import { roleMay } from '@lianjian/permissions/matrix';
import { Link } from 'react-router';
import { queries, type Schemas } from '../api/client';
import { dateText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { Section } from '../parts/page';
import { periodAt } from '../parts/periods';
import { Rows } from '../parts/rows';
import { Loaded } from '../parts/states';
import { useMe } from '../session/session';
import { ActivityMonths } from './activity-months';
import { MembersByDistrict, MembersListed } from './crosstab';
import { declaredOf, quantityWords } from './declared';
import { nextChange, termOn } from './duty';
import { asReport, tableOf } from './report-answer';

type Council = Schemas['Council'];
type CouncilProps = Readonly<{ council: Council }>;

/** How the council stands today. Figures are those of the reports; every one leads to what is behind it. */
export function Glance({ council }: CouncilProps) {
  const { mandate } = useMe();
  const seesReports = roleMay(mandate.role, 'getMembershipReport');
  return (
    <>
      <Duty council={council} />
      {seesReports ? (
        <>
          <MembersReport council={council} />
          <Agreements council={council} />
          <Projects council={council} />
          <ActivityMonths councilId={council.id} />
        </>
      ) : (
        <MembersListed council={council} />
      )}
      <DeclaredFigures council={council} />
    </>
  );
}

function Duty({ council }: CouncilProps) {
  const t = useText();
  const { mandate } = useMe();
  const { districtName } = useLabels();
  const now = today();
  const term = termOn(council, now);
  const change = nextChange(council, now);
  return (
    <Section title={t('轮值', 'Duty')}>
      <p className="glance-line">
        {term
          ? t(
              `今日由${districtName(term.districtCode)}轮值，任期${dateText(term.from)}至${dateText(term.to)}。`,
              `${districtName(term.districtCode)} is on duty, ${dateText(term.from)} to ${dateText(term.to)}.`,
            )
          : t('今日没有安排轮值区。', 'No district is on duty today.')}
      </p>
      {change && (
        <p className="glance-line">
          {change.daysLeft > 0
            ? t(
                `${dateText(change.to.from)}（还有${change.daysLeft}天）由${districtName(change.from.districtCode)}交接给${districtName(change.to.districtCode)}。`,
                `${districtName(change.from.districtCode)} hands over to ${districtName(change.to.districtCode)} on ${dateText(change.to.from)}, in ${change.daysLeft} days.`,
              )
            : t(
                `${dateText(change.to.from)}${districtName(change.from.districtCode)}交接给${districtName(change.to.districtCode)}的手续还没有办完。`,
                `The handover of ${dateText(change.to.from)} is not complete.`,
              )}
          {change.signedFor.length === 0
            ? t('双方均未确认交接。', ' Neither side has confirmed.')
            : change.isComplete
              ? t('双方已确认交接。', ' Both sides have confirmed.')
              : t(
                  `${change.signedFor.map(districtName).join('、')}已确认，待另一方确认。`,
                  ` Confirmed by ${change.signedFor.map(districtName).join(', ')}.`,
                )}{' '}
          {mandate.role !== 'UNIT' && <Link to={`/councils/${council.id}?tab=manage`}>{t('轮值安排', 'Terms')}</Link>}
        </p>
      )}
    </Section>
  );
}

/** What a report of this month tells of today. */
const useTerms = (councilId: string) => ({
  params: { query: { councilId, period: periodAt('MONTH', today()) } },
});

function MembersReport({ council }: CouncilProps) {
  const query = queries.useQuery('get', '/reports/R-12', useTerms(council.id), { select: asReport });
  return (
    <Loaded query={query}>
      {(report) => {
        const table = tableOf(report, 'members');
        return table ? <MembersByDistrict council={council} table={table} /> : null;
      }}
    </Loaded>
  );
}

function Agreements({ council }: CouncilProps) {
  const t = useText();
  const query = queries.useQuery('get', '/reports/R-04', useTerms(council.id), { select: asReport });
  return (
    <Loaded query={query}>
      {(report) => {
        const stateOf = (status: string) => tableOf(report, 'byState')?.rows.find(({ key }) => key === status);
        const expiring = tableOf(report, 'expiring');
        const figures = (tableOf(report, 'totals')?.rows ?? []).flatMap(({ key, label, cells }) =>
          cells.value && cells.value.text !== '—' ? [{ key, label, cell: cells.value }] : [],
        );
        const evidence = (key: string) =>
          `/reports/R-04?councilId=${council.id}&period=${report.header.period}&cell=${encodeURIComponent(key)}`;
        return (
          <Section
            title={t('共建协议', 'Agreements')}
            extra={
              <Link to={`/reports/R-04?councilId=${council.id}&period=${report.header.period}`}>
                {t('查看台账', 'Ledger')}
              </Link>
            }
          >
            <dl className="glance-figures">
              {['ACTIVE', 'READY_TO_SIGN', 'PARTIALLY_SIGNED'].map((status) => {
                const row = stateOf(status);
                return (
                  row?.cells.agreements && (
                    <div key={status}>
                      <dt>{row.label}</dt>
                      <dd>
                        <Link to={`/agreements?status=${status}`}>{row.cells.agreements.text}</Link>
                      </dd>
                    </div>
                  )
                );
              })}
              {figures.map(({ key, label, cell }) => (
                <div key={key}>
                  <dt>{label}</dt>
                  <dd>
                    <Link to={evidence(cell.key)}>{cell.text}</Link>
                  </dd>
                </div>
              ))}
            </dl>
            {expiring && (
              <>
                <h3>
                  {expiring.title}
                  {t(`（${expiring.rows.length}份）`, ` (${expiring.rows.length})`)}
                </h3>
                <Rows
                  caption={expiring.title}
                  rows={expiring.rows}
                  rowKey={({ key }) => key}
                  empty={t('60天内没有到期的协议。', 'No agreement ends within 60 days.')}
                  columns={[
                    {
                      key: 'title',
                      title: t('协议', 'Agreement'),
                      render: ({ key, label }) => <Link to={`/agreements/${key}`}>{label}</Link>,
                    },
                    {
                      key: 'termTo',
                      title: t('到期日', 'Ends'),
                      render: ({ cells }) => dateText(cells.termTo?.text),
                    },
                    {
                      key: 'daysLeft',
                      title: t('剩余天数', 'Days left'),
                      align: 'right',
                      render: ({ cells }) => cells.daysLeft?.text ?? '—',
                    },
                  ]}
                />
              </>
            )}
          </Section>
        );
      }}
    </Loaded>
  );
}

function Projects({ council }: CouncilProps) {
  const t = useText();
  const query = queries.useQuery('get', '/reports/R-05', useTerms(council.id), { select: asReport });
  return (
    <Loaded query={query}>
      {(report) => {
        const rows = (tableOf(report, 'byState')?.rows ?? []).filter(({ cells }) => cells.projects?.text !== '0');
        return (
          <Section
            title={t('共建项目（按状态）', 'Projects by status')}
            extra={
              <Link to={`/reports/R-05?councilId=${council.id}&period=${report.header.period}`}>
                {t('查看台账', 'Ledger')}
              </Link>
            }
          >
            {rows.length === 0 ? (
              <p className="quiet">{t('还没有项目。', 'There are no projects yet.')}</p>
            ) : (
              <dl className="glance-figures">
                {rows.map(({ key, label, cells }) => (
                  <div key={key}>
                    <dt>{label}</dt>
                    <dd>
                      {key === 'total' ? (
                        cells.projects?.text
                      ) : (
                        <Link to={`/projects?status=${key}`}>{cells.projects?.text}</Link>
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </Section>
        );
      }}
    </Loaded>
  );
}

function DeclaredFigures({ council }: CouncilProps) {
  const t = useText();
  const declared = declaredOf(council.declaredStatistics);
  if (declared.length === 0) return null;
  return (
    <Section title={t('申报数据', 'Declared figures')}>
      <p className="quiet">
        {t(
          '公开材料中的说法，按原文表述，不参与计算，也不与系统数据相加。',
          'As published, word for word; never counted with.',
        )}
      </p>
      <Rows
        caption={t('申报数据', 'Declared figures')}
        rows={declared}
        rowKey={({ name, asOf, source }) => `${name}/${asOf}/${source}`}
        empty={null}
        columns={[
          { key: 'name', title: t('内容', 'What'), render: ({ name }) => name },
          {
            key: 'quantity',
            title: t('数值', 'Figure'),
            align: 'right',
            render: ({ quantity }) => quantityWords(quantity, t),
          },
          { key: 'asOf', title: t('时点', 'As of'), render: ({ asOf }) => asOf },
          { key: 'scope', title: t('口径', 'Scope'), render: ({ scope }) => scope },
          { key: 'source', title: t('来源', 'Source'), render: ({ source }) => source },
        ]}
      />
    </Section>
  );
}
