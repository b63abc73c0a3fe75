import { dateText, moneyText, numberText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { Facts } from '../parts/facts';
import { CouncilName, UnitName, UnitNames } from '../parts/names';
import { Section } from '../parts/page';
import { Rows } from '../parts/rows';
import { useAuthorityName } from './authority-name';
import { sumOfFen } from './money';
import type { Proposal } from './proposal';

/** Everything that is about to be sent. */
export function ProposalReview({ proposal }: Readonly<{ proposal: Proposal }>) {
  const t = useText();
  const { label, districtName } = useLabels();
  const authorityName = useAuthorityName();
  const { plan, milestones, budgetLines = [], expectedOutcome, partnerUnitIds = [] } = proposal;
  const others = proposal.districts.filter((code) => code !== proposal.leadDistrict);
  const comma = t('、', ', ');
  return (
    <Section title={proposal.name}>
      <p style={{ marginTop: 0 }} className="long">
        {proposal.businessObjective}
      </p>
      <Facts
        facts={[
          [t('项目类别', 'Category'), label('projectCategories', proposal.category)],
          [t('受益群体', 'For whom'), label('beneficiaryGroups', proposal.beneficiary)],
          [t('所属联席会', 'Joint conference'), <CouncilName key="c" id={proposal.councilId} plain />],
          [t('立项机关', 'Registered by'), authorityName(proposal.registeringAuthority)],
          [t('牵头区', 'Lead district'), districtName(proposal.leadDistrict)],
          [t('其他参与区', 'Other districts'), others.map(districtName).join(comma) || t('无', 'none')],
          [
            t('牵头单位', 'Lead unit'),
            <span key="l">
              <UnitName id={proposal.leadUnitId} plain />
              {proposal.ledBySecretary && t('（书记领办）', ' (led by its secretary)')}
            </span>,
          ],
          [
            t('协作单位', 'Partners'),
            partnerUnitIds.length === 0 ? t('无', 'none') : <UnitNames key="p" ids={partnerUnitIds} />,
          ],
          [
            t('计划期', 'Plan'),
            t(
              `${dateText(plan.startOn)}至${dateText(plan.endOn)}`,
              `${dateText(plan.startOn)} to ${dateText(plan.endOn)}`,
            ),
          ],
          [
            t('预期成果', 'Expected outcome'),
            `${numberText(expectedOutcome.value)}${expectedOutcome.unit}${t('，', ', ')}${expectedOutcome.text}`,
          ],
        ]}
      />
      <h3>{t('里程碑', 'Milestones')}</h3>
      <Rows
        caption={t('里程碑', 'Milestones')}
        rows={milestones}
        rowKey={({ milestoneId }) => milestoneId}
        empty={null}
        columns={[
          { key: 'name', title: t('里程碑', 'Milestone'), render: ({ name }) => name },
          { key: 'due', title: t('应完成', 'Due'), render: ({ dueOn }) => dateText(dueOn) },
          {
            key: 'measure',
            title: t('完成标准', 'Measure'),
            render: ({ measure }) => <span className="long">{measure}</span>,
          },
        ]}
      />
      <h3>{t('经费', 'Budget')}</h3>
      <Rows
        caption={t('经费', 'Budget')}
        rows={budgetLines}
        rowKey={({ budgetLineId }) => budgetLineId}
        empty={t('没有填写预算科目。', 'No budget lines.')}
        columns={[
          { key: 'purpose', title: t('用途', 'Purpose'), render: ({ purpose }) => purpose },
          { key: 'source', title: t('经费来源', 'Source'), render: ({ source }) => label('budgetSources', source) },
          { key: 'planned', title: t('预算', 'Planned'), align: 'right', render: (line) => moneyText(line.plannedFen) },
        ]}
      />
      {budgetLines.length > 1 && (
        <p className="number" style={{ textAlign: 'right', marginBottom: 0 }}>
          {t('预算合计 ', 'Planned in all ')}
          <strong>{moneyText(sumOfFen(budgetLines.map(({ plannedFen }) => plannedFen)))}</strong>
        </p>
      )}
    </Section>
  );
}
