import { roleMay } from '@lianjian/permissions/matrix';
import type { Schemas } from '../api/client';
import { History } from '../history/history';
import { dateText, periodText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { Facts } from '../parts/facts';
import { Section } from '../parts/page';
import { Rows } from '../parts/rows';
import { useMe } from '../session/session';
import { SetBaseline } from './baseline';
import { AdoptCharter, AssignDuty, Establish, HandOver, StandingChanges } from './decisions';
import { changesOf } from './duty';

type Council = Schemas['Council'];
type Props = Readonly<{ council: Council }>;

/** Charter, duty, baseline and standing of a council: what is decided, and who decides it. */
export function Management({ council }: Props) {
  const t = useText();
  const { mandate } = useMe();
  const { role } = mandate;
  // A district decides about a council of its own; one of several districts is the city's.
  const decides = role === 'CITY' || (role === 'DIST' && council.hostDistricts.length === 1);
  const isLive = council.status !== 'DISSOLVED';
  return (
    <>
      <Section
        title={t('章程与成立', 'Charter and foundation')}
        extra={
          <div className="management-actions">
            {council.status === 'PREPARING' && decides && <Establish council={council} />}
            {isLive && roleMay(role, 'adoptCharter') && <AdoptCharter council={council} />}
          </div>
        }
      >
        <Charter council={council} />
      </Section>
      <DutyTerms council={council} />
      <Baselines council={council} mayDecide={decides && isLive} />
      {decides && isLive && council.status !== 'PREPARING' && (
        <Section title={t('暂停、恢复与撤销', 'Suspend, resume, dissolve')}>
          <p className="quiet">
            {t(
              '撤销须由两人先后办理，且没有生效中的协议和实施中的项目。',
              'Two people dissolve it, once no agreement is in force and no project runs.',
            )}
          </p>
          <StandingChanges council={council} />
        </Section>
      )}
      <History subject="council" id={council.id} />
    </>
  );
}

function Charter({ council }: Readonly<{ council: Council }>) {
  const t = useText();
  const { label } = useLabels();
  const { councilCode, hostDistricts, leadAuthority, charterVersion, statuses } = council;
  return (
    <Facts
      facts={[
        [
          t('编号', 'Code'),
          <span key="c" className="code">
            {councilCode}
          </span>,
        ],
        [t('主办区', 'Host districts'), hostDistricts.map(({ name }) => name).join('、')],
        [t('牵头单位', 'Led by'), `${leadAuthority.name}（${label('leadLevels', leadAuthority.level)}）`],
        [t('章程', 'Charter'), charterVersion ?? t('尚未通过', 'None yet')],
        [
          t('历次状态', 'Statuses'),
          statuses
            .map(({ status, from }) => `${dateText(from)}${t('起', ': ')}${label('councilStatuses', status)}`)
            .join('；'),
        ],
      ]}
    />
  );
}

function DutyTerms({ council }: Props) {
  const t = useText();
  const { mandate } = useMe();
  const { districtName } = useLabels();
  const changes = changesOf(council, today());
  const open = changes.find(
    ({ from, to, isComplete, signedFor }) =>
      !isComplete && [from.districtCode, to.districtCode].includes(mandate.scope) && !signedFor.includes(mandate.scope),
  );
  const handoverOf = (from: string) => council.handovers.find(({ handoverOn }) => handoverOn === from);
  const terms = council.dutyTerms.toSorted((a, b) => b.from.localeCompare(a.from));
  return (
    <Section
      title={t('轮值安排', 'Duty terms')}
      extra={
        <div className="management-actions">
          {mandate.role === 'DIST' && open && <HandOver council={council} change={open} />}
          {roleMay(mandate.role, 'assignDutyDistrict') && council.status === 'ESTABLISHED' && (
            <AssignDuty council={council} />
          )}
        </div>
      }
    >
      <Rows
        caption={t('轮值安排', 'Duty terms')}
        rows={terms}
        rowKey={({ eventId }) => eventId}
        empty={t('还没有安排轮值。', 'No terms yet.')}
        columns={[
          { key: 'district', title: t('轮值区', 'District'), render: ({ districtCode }) => districtName(districtCode) },
          {
            key: 'term',
            title: t('任期', 'Term'),
            render: ({ from, to }) => `${dateText(from)}${t('至', ' to ')}${dateText(to)}`,
          },
          {
            key: 'handover',
            title: t('接任手续', 'Handover'),
            render: ({ from }) => {
              const change = changes.find(({ to }) => to.from === from);
              const handover = handoverOf(from);
              if (!change) return <span className="quiet">—</span>;
              return (
                <>
                  {change.isComplete
                    ? t('双方已确认', 'Confirmed by both')
                    : change.signedFor.length > 0
                      ? t(
                          `${change.signedFor.map(districtName).join('、')}已确认，待另一方确认`,
                          `Confirmed by ${change.signedFor.map(districtName).join(', ')} only`,
                        )
                      : t('未确认', 'Not confirmed')}
                  {handover?.openItems && (
                    <div className="quiet">
                      {t('未结事项：', 'Open items: ')}
                      {handover.openItems}
                    </div>
                  )}
                </>
              );
            },
          },
        ]}
      />
    </Section>
  );
}

function Baselines({ council, mayDecide }: Props & Readonly<{ mayDecide: boolean }>) {
  const t = useText();
  const { label } = useLabels();
  const qualifiers: Readonly<Record<string, string>> = {
    EXACT: '',
    ABOUT: t('约', 'about '),
    OVER: t('多于', 'over '),
    NEARLY: t('近', 'nearly '),
  };
  return (
    <Section
      title={t('参与频次基期', 'Participation baselines')}
      extra={mayDecide && <SetBaseline council={council} />}
    >
      <p className="quiet">
        {t(
          '每个单位每月参加活动的平均次数，作为增长比较的起点。',
          'Activities a unit joins in a month: what growth is measured from.',
        )}
      </p>
      <Rows
        caption={t('参与频次基期', 'Participation baselines')}
        rows={council.baselines}
        rowKey={({ period }) => period}
        empty={t('还没有设定基期，增长率不可比。', 'None is set, so growth is not comparable.')}
        columns={[
          { key: 'period', title: t('期间', 'Period'), render: ({ period }) => periodText(period) },
          {
            key: 'value',
            title: t('次／单位·月', 'Per unit and month'),
            align: 'right',
            render: ({ value: { numerator, denominator }, qualifier }) =>
              `${qualifiers[qualifier] ?? ''}${Number((numerator / denominator).toFixed(3))}（${numerator}/${denominator}）`,
          },
          { key: 'origin', title: t('来源', 'Origin'), render: ({ origin }) => label('baselineOrigins', origin) },
          { key: 'source', title: t('依据', 'Source'), render: ({ source }) => source ?? '—' },
        ]}
      />
    </Section>
  );
}
