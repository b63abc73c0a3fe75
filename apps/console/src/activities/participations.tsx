import { Tag } from 'antd';
import type { Schemas } from '../api/client';
import { numberText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { UnitName } from '../parts/names';
import { type Column, Rows } from '../parts/rows';
import { useMe } from '../session/session';
import { ParticipationActions } from './participation-actions';
import { participationActions } from './participation-rights';

type Participation = Schemas['Participation'];
type Props = Readonly<{ activity: Schemas['Activity']; isClosed: boolean }>;

/** Who took part as it is on record, and what somebody wants changed about it. */
export function Participations({ activity, isClosed }: Props) {
  const t = useText();
  const { label, districtName } = useLabels();
  const { mandate } = useMe();
  const actionsOn = (participation: Participation) => participationActions(activity, participation, mandate, isClosed);
  const hasActions = activity.participations.some((participation) => actionsOn(participation).length > 0);
  const hasStanding = activity.participations.some(isSpecial);
  const count = (key: 'onSite' | 'remote' | 'partyMembers', title: string): Column<Participation> => ({
    key,
    title,
    align: 'right',
    render: (participation) => {
      const value = participation[key];
      return value === null ? '—' : numberText(value);
    },
  });
  return (
    <Rows
      caption={t('参加单位和人次', 'Units and headcounts')}
      rows={activity.participations}
      rowKey={({ participantKey }) => participantKey}
      empty={t('还没有登记参加单位。', 'Nobody is on record yet.')}
      columns={[
        { key: 'unit', title: t('单位', 'Unit'), render: (participation) => <Who participation={participation} /> },
        {
          key: 'district',
          title: t('当日所属区', 'District then'),
          render: ({ districtCode }) => districtName(districtCode),
        },
        { key: 'role', title: t('角色', 'Role'), render: ({ role }) => label('participationRoles', role) },
        count('onSite', t('现场', 'On site')),
        count('remote', t('线上', 'Remote')),
        count('partyMembers', t('其中党员', 'Party members')),
        ...(hasStanding
          ? [
              {
                key: 'standing',
                title: t('情况', 'Standing'),
                render: (participation: Participation) => <Standing participation={participation} />,
              },
            ]
          : []),
        ...(hasActions
          ? [
              {
                key: 'actions',
                title: t('办理', 'Actions'),
                render: (participation: Participation) => (
                  <ParticipationActions
                    actions={actionsOn(participation)}
                    activity={activity}
                    participation={participation}
                    isClosed={isClosed}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Who({ participation: { unitId, name, external } }: Readonly<{ participation: Participation }>) {
  const t = useText();
  return (
    <div className="activity-title">
      {unitId ? <UnitName id={unitId} /> : name} {external && <Tag>{t('外部', 'External')}</Tag>}
      {external && (
        <div className="quiet">
          {t('当日不是正式成员，不计入成员统计', 'No active member that day: in no member figures')}
        </div>
      )}
    </div>
  );
}

type Counts = Readonly<{ onSite: number; remote: number; partyMembers?: number }>;

const isSpecial = ({ flags, dispute, proposal, corrections }: Participation) =>
  flags.length > 0 || corrections > 0 || Boolean(dispute) || Boolean(proposal);

/** Flags, corrections, a dispute, a proposal: in words. */
function Standing({ participation }: Readonly<{ participation: Participation }>) {
  const t = useText();
  const { label } = useLabels();
  const { flags, dispute, proposal, corrections } = participation;
  const inWords = ({ onSite, remote, partyMembers }: Counts) =>
    t(`现场${onSite}、线上${remote}`, `${onSite} on site, ${remote} remote`) +
    (partyMembers === undefined ? '' : t(`、党员${partyMembers}`, `, ${partyMembers} Party members`));
  if (!isSpecial(participation)) return <span className="quiet">—</span>;
  return (
    <div className="standing">
      {flags.map((flag) => (
        <div key={flag}>
          {flag === 'MERGED_DIFFERING'
            ? t('合并时两份登记人次不同，已取较多的一份', 'Two records differed: the larger one was kept')
            : label('participationFlags', flag)}
        </div>
      ))}
      {corrections > 0 && <div>{t(`已更正${corrections}次`, `Corrected ${corrections} times`)}</div>}
      {dispute && (
        <div>
          <strong>{t('有异议', 'Disputed')}</strong>
          {t('：单位认为应为', ': should be ')}
          {inWords(dispute)}（{dispute.reason}）
        </div>
      )}
      {proposal && (
        <div>
          <strong>{t('更正待批准', 'Correction proposed')}</strong>
          {t('：改为', ': ')}
          {inWords(proposal)}（{proposal.reason}）
        </div>
      )}
    </div>
  );
}
