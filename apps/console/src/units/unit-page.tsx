import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { queries, type Schemas } from '../api/client';
import { History } from '../history/history';
import { dateText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { Facts } from '../parts/facts';
import { LinkButton } from '../parts/link-button';
import { CouncilName, UnitName, useCouncils } from '../parts/names';
import { Page, Section } from '../parts/page';
import { Loaded } from '../parts/states';
import { Status } from '../parts/status';
import { useMe } from '../session/session';
import { CorrectProfile } from './correct-profile';
import { ahead, districtOn, statusOn } from './standing';
import { AcceptTransfer, DeclineTransfer, Reactivate, UnitChanges } from './unit-changes';
import { UnitContact } from './unit-contact';
import { Activate, Admit, Recommend, useMembership } from './unit-membership';
import { isEnded, offers } from './unit-permissions';
import './units.css';

type Unit = Schemas['Unit'];

/** One unit: who it is, where it stands, and what is to be done about it. */
export function UnitPage() {
  const { id = '' } = useParams();
  const unit = queries.useQuery('get', '/units/{id}', { params: { path: { id } } });
  return <Loaded query={unit}>{(data) => <UnitView unit={data} />}</Loaded>;
}

function UnitView({ unit }: Readonly<{ unit: Unit }>) {
  const t = useText();
  const { mandate } = useMe();
  const { label } = useLabels();
  const district = districtOn(unit, today());
  const standing = statusOn(unit, today());
  const { profile } = unit;
  return (
    <Page
      title={unit.name}
      tag={<Status list="unitStatuses" code={standing?.status ?? unit.status} />}
      lead={
        <>
          <span className="code">{unit.unitNo}</span> · {district?.name ?? unit.districtName} ·{' '}
          {label('unitKinds', unit.unitKind)}
          {unit.twoNew && t('（两新组织）', ' (two new)')}
          {standing && ` · ${t(`${dateText(standing.from)}起`, `since ${dateText(standing.from)}`)}`}
        </>
      }
      actions={<LinkButton to={`/units/${unit.id}/one-pager`}>{t('共建情况', 'One-pager')}</LinkButton>}
    >
      <NextStep unit={unit} />
      <Section
        title={t('基本信息', 'Profile')}
        extra={offers('correctUnitProfile', unit, mandate, today()) && <CorrectProfile unit={unit} />}
      >
        {unit.warnings.length > 0 && (
          <Alert
            type="warning"
            showIcon
            style={{ marginBottom: 16 }}
            title={t('以下内容请核对，不影响办理', 'Worth a second look; nothing is held up')}
            description={
              <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                {unit.warnings.map(({ code, message }) => (
                  <li key={code}>{message}</li>
                ))}
              </ul>
            }
          />
        )}
        <Facts
          facts={[
            [t('党组织类型', 'Type'), label('partyOrgTypes', profile.partyOrgType)],
            [t('上级党组织', 'Superior'), profile.superiorOrgName],
            [t('党员人数', 'Party members'), label('memberCountBands', profile.memberCountBand)],
            [t('所在单位情况', 'Belongs to'), label('hostKinds', profile.hostKind)],
            [t('地址', 'Address'), profile.address],
            profile.subdistrictCode !== undefined && [
              t('街道代码', 'Subdistrict code'),
              <span key="s" className="code">
                {profile.subdistrictCode}
              </span>,
            ],
            unit.mergedInto !== null && [t('并入', 'Merged into'), <UnitName key="m" id={unit.mergedInto} />],
          ]}
        />
        <h3>{t('所在单位', 'Hosts')}</h3>
        <ul className="over-time">
          {profile.hostEntities.map(({ name, uscc }) => (
            <li key={name}>
              {name}
              <span className="code quiet">{uscc ?? t('未填写统一社会信用代码', 'no credit code')}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('联席会', 'Joint conferences')} extra={<RecommendElsewhere unit={unit} />}>
        {unit.recommendations.length === 0 ? (
          <span className="quiet">{t('尚未被推荐加入联席会。', 'Not recommended to any yet.')}</span>
        ) : (
          <ul className="over-time">
            {councilsOf(unit).map((councilId) => (
              <li key={councilId}>
                <CouncilStanding unit={unit} councilId={councilId} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('沿革', 'Over time')}>
        <div className="two-columns">
          <div>
            <h3>{t('属地', 'District')}</h3>
            <ul className="over-time">
              {unit.districts.map(({ eventId, name, from }) => (
                <li key={eventId}>
                  <span className="number quiet">{dateText(from)}</span> {name}
                  {from > today() && <span className="quiet">{t('（未到生效日期）', ' (still ahead)')}</span>}
                </li>
              ))}
            </ul>
          </div>
          <div>
            <h3>{t('状态', 'Status')}</h3>
            <ul className="over-time">
              {unit.statuses.map(({ eventId, status, from, reason }) => (
                <li key={eventId}>
                  <span className="number quiet">{dateText(from)}</span>
                  <Status list="unitStatuses" code={status} />
                  {from > today() && <span className="quiet">{t('未到生效日期', 'still ahead')}</span>}
                  {reason && <span className="quiet">{reason}</span>}
                </li>
              ))}
            </ul>
          </div>
        </div>
      </Section>
      <UnitContact unit={unit} />
      <UnitChanges unit={unit} />
      <History subject="unit" id={unit.id} />
    </Page>
  );
}

const councilsOf = ({ recommendations }: Unit) => [...new Set(recommendations.map(({ councilId }) => councilId))];

/** For a unit that is past its first recommendation: to another council, or anew by the district it moved to. */
function RecommendElsewhere({ unit }: Readonly<{ unit: Unit }>) {
  const { mandate } = useMe();
  const councils = useCouncils();
  if (unit.status === 'DRAFT' || !offers('recommendUnit', unit, mandate, today())) return null;
  const isOpen = (councils.data?.items ?? []).some(
    ({ id, status }) =>
      status !== 'DISSOLVED' &&
      unit.recommendations.findLast(({ councilId }) => councilId === id)?.districtCode !== mandate.scope,
  );
  return isOpen && <Recommend unit={unit} />;
}

function CouncilStanding({ unit, councilId }: Readonly<{ unit: Unit; councilId: string }>) {
  const t = useText();
  const { districtName } = useLabels();
  const member = useMembership(councilId, unit);
  const last = unit.recommendations.findLast((recommendation) => recommendation.councilId === councilId);
  return (
    <>
      <CouncilName id={councilId} />
      {member ? (
        <>
          <Status list="memberStatuses" code={member.status} />
          <span className="quiet">
            {t(`${dateText(member.statuses.at(-1)?.from)}起`, `since ${dateText(member.statuses.at(-1)?.from)}`)}
          </span>
        </>
      ) : (
        member === null && <span className="quiet">{t('尚未吸纳为成员', 'not a member yet')}</span>
      )}
      {last && (
        <span className="quiet">
          {t(
            `${districtName(last.districtCode)}委组织部${dateText(last.recommendedOn)}推荐`,
            `recommended by ${districtName(last.districtCode)} on ${dateText(last.recommendedOn)}`,
          )}
        </span>
      )}
    </>
  );
}

/** What the unit waits for and who has to act, with the one button for it if it is this person's. */
function NextStep({ unit }: Readonly<{ unit: Unit }>) {
  const t = useText();
  const { mandate } = useMe();
  const { districtName, label } = useLabels();
  const councilId = mandate.role === 'COORD' ? mandate.scope : (unit.recommendations.at(-1)?.councilId ?? '');
  const may = (operation: Parameters<typeof offers>[0]) => offers(operation, unit, mandate, today());

  const [moving] = ahead(unit.districts, today());
  const [changing] = ahead(unit.statuses, today());
  if (moving) {
    return (
      <Step
        sentence={t(
          `${moving.name}已接收，自${dateText(moving.from)}起转入；此前由${districtOn(unit, today())?.name}办理。`,
          `${moving.name} has accepted it from ${dateText(moving.from)}; until then ${districtOn(unit, today())?.name} is in charge.`,
        )}
      />
    );
  }
  if (changing) {
    return (
      <Step
        sentence={t(
          `自${dateText(changing.from)}起：${label('unitStatuses', changing.status)}。`,
          `From ${dateText(changing.from)}: ${label('unitStatuses', changing.status)}.`,
        )}
      />
    );
  }
  if (isEnded(unit)) return null;
  if (unit.transfer) {
    const { from, to, effectiveOn, reason } = unit.transfer;
    return (
      <Step
        sentence={t(
          `${districtName(from)}申请自${dateText(effectiveOn)}起将本单位转入${districtName(to)}，待${districtName(to)}委组织部确认。事由：${reason}`,
          `${districtName(from)} asks to transfer it to ${districtName(to)} from ${dateText(effectiveOn)}; ${districtName(to)} has to accept. Reason: ${reason}`,
        )}
        action={
          <>
            {may('acceptUnitTransfer') && <AcceptTransfer unit={unit} isPrimary />}
            {may('declineUnitTransfer') && <DeclineTransfer unit={unit} />}
          </>
        }
      />
    );
  }
  switch (unit.status) {
    case 'DRAFT':
      return (
        <Step
          sentence={t(
            `已登记，待${unit.districtName}委组织部推荐加入联席会。`,
            `Registered; ${unit.districtName} has to recommend it to a joint conference.`,
          )}
          action={may('recommendUnit') && <Recommend unit={unit} isPrimary />}
        />
      );
    case 'RECOMMENDED':
      return unit.hasContact ? (
        <Step
          sentence={t(
            '已推荐，待联席会办公室转为正式成员单位（推荐人不能同时办理）。',
            'Recommended; the council’s office has to make it a full unit (not the one who recommended it).',
          )}
          action={may('activateUnit') && <Activate unit={unit} councilId={councilId} isPrimary />}
        />
      ) : (
        <Step
          sentence={t(
            `已推荐。转为正式成员单位前须先登记联络员，请${unit.districtName}委组织部在下方办理。`,
            `Recommended. A contact has to be named first: ${unit.districtName} does so below.`,
          )}
        />
      );
    case 'ACTIVE':
      return <Admission unit={unit} councilId={councilId} />;
    case 'SUSPENDED':
      return (
        <Step
          sentence={t(
            `已暂停，恢复由${unit.districtName}委组织部办理。`,
            `Suspended; ${unit.districtName} may reactivate it.`,
          )}
          action={may('reactivateUnit') && <Reactivate unit={unit} />}
        />
      );
    default:
      return null;
  }
}

function Admission({ unit, councilId }: Readonly<{ unit: Unit; councilId: string }>) {
  const t = useText();
  const { mandate } = useMe();
  const member = useMembership(councilId, unit);
  if (councilId === '') {
    return (
      <Step
        sentence={t('尚未被推荐加入联席会。', 'Not recommended to a joint conference yet.')}
        action={offers('recommendUnit', unit, mandate, today()) && <Recommend unit={unit} isPrimary />}
      />
    );
  }
  if (member === undefined || (member && member.status !== 'WITHDRAWN')) return null;
  return (
    <Step
      sentence={
        member
          ? t(
              '已退出联席会。再次加入须由所在区委组织部重新推荐，再由联席会办公室吸纳。',
              'It has left the conference. To come back it takes a new recommendation, then an admission.',
            )
          : t(
              '已是正式成员单位，待联席会办公室吸纳为成员。',
              'A full unit now; the council’s office has to admit it as a member.',
            )
      }
      action={
        <>
          {offers('recommendUnit', unit, mandate, today()) && member && <Recommend unit={unit} />}
          {offers('admitMember', unit, mandate, today()) && <Admit unit={unit} councilId={councilId} isPrimary />}
        </>
      }
    />
  );
}

function Step({ sentence, action }: Readonly<{ sentence: string; action?: ReactNode }>) {
  const t = useText();
  return (
    <Section title={t('下一步', 'What comes next')}>
      <div className="step-line">
        <p>{sentence}</p>
        {action}
      </div>
    </Section>
  );
}
