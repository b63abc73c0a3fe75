import { Space } from 'antd';
import { Link, useParams } from 'react-router';
import { queries, type Schemas } from '../api/client';
import { History } from '../history/history';
import { dateText, moneyText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { Facts } from '../parts/facts';
import { CouncilName, UnitName } from '../parts/names';
import { Page, Section } from '../parts/page';
import { type Column, Rows } from '../parts/rows';
import { Loaded } from '../parts/states';
import { Status } from '../parts/status';
import { useMe } from '../session/session';
import { OutcomeSection } from './acceptance';
import { useAuthorityName } from './authority-name';
import { ClaimingSection } from './claiming';
import { sumOfFen } from './money';
import { NextStepSection } from './next-step-section';
import { PlanSection } from './plan-section';
import { offers, terminationIsProposed } from './project-permissions';
import type { ActionProps } from './registration';
import { LinkAgreement, Suspend } from './running';
import { ProposedTermination, Terminate } from './termination';
import './projects.css';

type Project = Schemas['Project'];
type BudgetLine = Project['budgetLines'][number];

/** One project: what it waits for, then all there is to know about it. */
export function ProjectPage() {
  const { id = '' } = useParams();
  const project = queries.useQuery('get', '/projects/{id}', { params: { path: { id } } });
  return <Loaded query={project}>{(data) => <ProjectView project={data} />}</Loaded>;
}

function ProjectView({ project }: ActionProps) {
  const t = useText();
  const { label } = useLabels();
  const { id, name, projectNo, status, category, councilId } = project;
  return (
    <Page
      title={name}
      tag={<Status list="projectStatuses" code={status} />}
      lead={
        <>
          {projectNo ? <span className="code">{projectNo}</span> : t('未立项', 'Not registered')} ·{' '}
          {label('projectCategories', category)} · <CouncilName id={councilId} />
        </>
      }
    >
      <ProposedTermination project={project} />
      <NextStepSection project={project} />
      <FactsSection project={project} />
      <PlanSection project={project} />
      <BudgetSection project={project} />
      <div id="claims">
        <ClaimingSection project={project} />
      </div>
      <AgreementsSection project={project} />
      <OutcomeSection project={project} />
      <OtherSection project={project} />
      <History subject="project" id={id} />
    </Page>
  );
}

function FactsSection({ project }: Readonly<{ project: Project }>) {
  const t = useText();
  const { label, districtName } = useLabels();
  const authorityName = useAuthorityName();
  const { partnerUnitIds, referencingCouncilIds, consents } = project;
  return (
    <Section title={t('项目情况', 'The project')}>
      <p style={{ marginTop: 0 }} className="long">
        {project.businessObjective}
      </p>
      <Facts
        facts={[
          [t('受益群体', 'For whom'), label('beneficiaryGroups', project.beneficiary)],
          [t('立项机关', 'Registered by'), authorityName(project.registeringAuthority)],
          [t('牵头区', 'Lead district'), districtName(project.leadDistrict)],
          [
            t('参与区', 'Other districts'),
            consents.length === 0 ? (
              t('无', 'none')
            ) : (
              <ul key="c" className="plain-list">
                {consents.map(({ districtCode, given }) => (
                  <li key={districtCode}>
                    {districtName(districtCode)}{' '}
                    <span className={given ? 'quiet' : 'awaited'}>
                      {given ? t('已同意', 'consented') : t('待同意', 'to consent')}
                    </span>
                  </li>
                ))}
              </ul>
            ),
          ],
          [
            t('牵头单位', 'Lead unit'),
            <span key="l">
              <UnitName id={project.leadUnitId} />
              {project.ledBySecretary && t('（书记领办）', ' (led by its secretary)')}
            </span>,
          ],
          [
            t('协作单位', 'Partners'),
            partnerUnitIds.length === 0 ? (
              t('无', 'none')
            ) : (
              <ul key="p" className="plain-list">
                {partnerUnitIds.map((unitId) => (
                  <li key={unitId}>
                    <UnitName id={unitId} />
                  </li>
                ))}
              </ul>
            ),
          ],
          referencingCouncilIds.length > 0 && [
            t('引用的联席会', 'Also shown by'),
            <Space key="r" wrap>
              {referencingCouncilIds.map((councilId) => (
                <CouncilName key={councilId} id={councilId} />
              ))}
            </Space>,
          ],
        ]}
      />
    </Section>
  );
}

function BudgetSection({ project: { budgetLines } }: Readonly<{ project: Project }>) {
  const t = useText();
  const { label } = useLabels();
  const columns: Column<BudgetLine>[] = [
    { key: 'purpose', title: t('用途', 'Purpose'), render: ({ purpose }) => purpose },
    { key: 'source', title: t('经费来源', 'Source'), render: ({ source }) => label('budgetSources', source) },
    { key: 'planned', title: t('预算', 'Planned'), align: 'right', render: ({ plannedFen }) => moneyText(plannedFen) },
    { key: 'actual', title: t('实际支出', 'Spent'), align: 'right', render: ({ actualFen }) => moneyText(actualFen) },
  ];
  const isSpent = budgetLines.some(({ actualFen }) => actualFen !== null);
  return (
    <Section title={t('经费', 'Budget')}>
      {budgetLines.length === 0 ? (
        <span className="quiet">{t('没有预算科目。', 'There are no budget lines.')}</span>
      ) : (
        <Rows
          caption={t('经费', 'Budget')}
          rows={budgetLines}
          columns={columns}
          rowKey={({ budgetLineId }) => budgetLineId}
          empty={null}
        />
      )}
      {budgetLines.length > 1 && (
        <p className="number" style={{ textAlign: 'right', marginBottom: 0 }}>
          {t('预算合计 ', 'Planned in all ')}
          <strong>{moneyText(sumOfFen(budgetLines.map(({ plannedFen }) => plannedFen)))}</strong>
          {isSpent && (
            <>
              {t('，实际支出合计 ', ', spent in all ')}
              <strong>{moneyText(sumOfFen(budgetLines.map(({ actualFen }) => actualFen)))}</strong>
            </>
          )}
        </p>
      )}
    </Section>
  );
}

function AgreementsSection({ project }: ActionProps) {
  const t = useText();
  const { mandate } = useMe();
  const { agreementIds, status } = project;
  // While the project looks for partners, the button stands above.
  const mayLink = offers('linkProjectAgreement', project, mandate) && status !== 'REGISTERED' && status !== 'CLAIMING';
  return (
    <Section title={t('关联协议', 'Agreements')} extra={mayLink && <LinkAgreement project={project} />}>
      {agreementIds.length === 0 ? (
        <span className="quiet">{t('没有关联协议。', 'None is linked.')}</span>
      ) : (
        <ul className="plain-list">
          {agreementIds.map((agreementId) => (
            <li key={agreementId}>
              <LinkedAgreement id={agreementId} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function LinkedAgreement({ id }: Readonly<{ id: string }>) {
  const t = useText();
  const { data, error } = queries.useQuery('get', '/agreements/{id}', { params: { path: { id } } });
  if (error) return <span className="quiet">{t('不在您职责范围内的协议', 'An agreement outside your duties')}</span>;
  if (!data) return <span className="quiet">…</span>;
  return (
    <>
      <Link to={`/agreements/${id}`}>{data.title}</Link> <Status list="agreementStatuses" code={data.status} />{' '}
      <span className="quiet">
        <span className="code">{data.agreementNo}</span>
        {t(` · 至${dateText(data.termTo)}`, ` · until ${dateText(data.termTo)}`)}
      </span>
    </>
  );
}

/** What the authority may do besides the next step, the weightiest last. */
function OtherSection({ project }: ActionProps) {
  const t = useText();
  const { mandate } = useMe();
  const may = (operation: Parameters<typeof offers>[0]) => offers(operation, project, mandate);
  const maySuspend = may('suspendProject');
  const mayTerminate = may('terminateProject') && !terminationIsProposed(project);
  if (!maySuspend && !mayTerminate) return null;
  return (
    <Section title={t('其他办理', 'Other changes')}>
      <Space wrap>
        {maySuspend && <Suspend project={project} />}
        {mayTerminate && <Terminate project={project} />}
      </Space>
    </Section>
  );
}
