import { roleMay } from '@lianjian/permissions/matrix';
import { Form } from 'antd';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { dateText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { DateInput } from '../parts/date-input';
import { FilterBar, FilterSelect, FilterText, useFilters } from '../parts/filters';
import { useMembers } from '../parts/members';
import { UnitName, UnitSelect, useUnits } from '../parts/names';
import { Section } from '../parts/page';
import { ReasonField } from '../parts/reason-field';
import { type Column, Rows } from '../parts/rows';
import { Loaded } from '../parts/states';
import { Status } from '../parts/status';
import { useMe } from '../session/session';

type Council = Schemas['Council'];
type Member = Schemas['CouncilMember'];
type Props = Readonly<{ council: Council }>;

/** The members of a council, and who comes, pauses and goes. */
export function Members({ council }: Props) {
  const t = useText();
  const { mandate } = useMe();
  const { label, options, districtName } = useLabels();
  const { values, set, isFiltered, reset } = useFilters(['status', 'district', 'kind', 'text']);
  const members = useMembers(council.id, {
    ...(values.status ? { status: values.status as Member['status'] } : {}),
    ...(values.district ? { districtCode: values.district } : {}),
  });
  const isShown = ({ unitKind, name, unitNo }: Member) =>
    (!values.kind || unitKind === values.kind) &&
    (!values.text || name.includes(values.text) || unitNo.includes(values.text));
  const units = useUnits();
  // A membership outlasts a unit that is itself suspended, merged or gone; the reports count active units only.
  const standingOf = ({ unitId, status }: Member) => {
    const own = units.get(unitId)?.status;
    return status === 'ACTIVE' && own && own !== 'ACTIVE' ? own : undefined;
  };
  const mayChange = roleMay(mandate.role, 'suspendMember') && council.status === 'ESTABLISHED';
  const columns: Column<Member>[] = [
    {
      key: 'name',
      title: t('单位', 'Unit'),
      render: ({ unitId, unitNo }) => (
        <>
          <UnitName id={unitId} />
          <div className="quiet code">{unitNo}</div>
        </>
      ),
    },
    { key: 'district', title: t('所在区', 'District'), render: ({ districtCode }) => districtName(districtCode) },
    { key: 'kind', title: t('类别', 'Kind'), render: ({ unitKind }) => label('unitKinds', unitKind) },
    {
      key: 'status',
      title: t('状态', 'Status'),
      render: (member) => {
        const own = standingOf(member);
        return (
          <>
            <Status list="memberStatuses" code={member.status} />
            {own && (
              <div className="quiet">
                {t(
                  `单位本身${label('unitStatuses', own)}，不计入成员统计`,
                  `Unit itself ${label('unitStatuses', own).toLowerCase()}: not counted`,
                )}
              </div>
            )}
          </>
        );
      },
    },
    {
      key: 'since',
      title: t('自', 'Since'),
      render: ({ statuses }) => {
        const latest = statuses.at(-1);
        return (
          <>
            {dateText(latest?.from)}
            {latest?.reason && <div className="quiet">{latest.reason}</div>}
          </>
        );
      },
    },
    ...(mayChange
      ? [
          {
            key: 'actions',
            title: t('操作', 'Actions'),
            render: (member: Member) => <MemberActions council={council} member={member} />,
          },
        ]
      : []),
  ];
  return (
    <>
      <FilterBar reset={isFiltered ? reset : undefined}>
        <FilterSelect
          label={t('所在区', 'District')}
          options={council.hostDistricts.map(({ code, name }) => ({ value: code, label: name }))}
          value={values.district}
          onChange={(value) => set('district', value)}
        />
        <FilterSelect
          label={t('单位类别', 'Kind')}
          options={options('unitKinds')}
          value={values.kind}
          onChange={(value) => set('kind', value)}
        />
        <FilterSelect
          label={t('成员状态', 'Status')}
          options={options('memberStatuses')}
          value={values.status}
          onChange={(value) => set('status', value)}
        />
        <FilterText
          label={t('名称或编号', 'Name or number')}
          value={values.text}
          onChange={(value) => set('text', value)}
        />
      </FilterBar>
      <Loaded query={members}>
        {(all) => {
          const rows = all.filter(isShown);
          const uncounted = rows.filter(standingOf).length;
          return (
            <Section
              title={
                t(`成员${rows.length}个`, `${rows.length} members`) +
                (uncounted > 0
                  ? t(`，其中${uncounted}个单位本身不在册，不计入成员统计`, `, ${uncounted} of them not counted`)
                  : '')
              }
              extra={
                <div className="management-actions">
                  <Admit council={council} members={all} />
                  <Veto council={council} members={all} />
                </div>
              }
            >
              <Rows
                caption={t('成员', 'Members')}
                rows={rows}
                rowKey={({ unitId }) => unitId}
                columns={columns}
                empty={
                  isFiltered
                    ? t('没有符合条件的成员，请放宽条件。', 'No member meets the filter.')
                    : t('还没有成员。单位经所在区推荐、审核后，由联席会办公室吸纳。', 'There are no members yet.')
                }
              />
            </Section>
          );
        }}
      </Loaded>
    </>
  );
}

type Change = { effectiveOn?: string; reason: string };

function ChangeFields() {
  const t = useText();
  return (
    <>
      <Form.Item name="effectiveOn" label={t('生效日期', 'Effective')} initialValue={today()}>
        <DateInput max={today()} />
      </Form.Item>
      <ReasonField />
    </>
  );
}

function MemberActions({ council, member }: Props & Readonly<{ member: Member }>) {
  const t = useText();
  const path = { id: council.id };
  const { unitId, name, status } = member;
  const suspend = useCommand((body: Change, header) =>
    api.POST('/councils/{id}/member-suspensions', { params: { path, header }, body: { unitId, ...body } }),
  );
  const resume = useCommand((body: Change, header) =>
    api.POST('/councils/{id}/member-resumptions', { params: { path, header }, body: { unitId, ...body } }),
  );
  const withdraw = useCommand((body: Change, header) =>
    api.POST('/councils/{id}/member-withdrawals', { params: { path, header }, body: { unitId, ...body } }),
  );
  if (status === 'WITHDRAWN') return null;
  const common = { version: council.version, button: { size: 'small', type: 'link', danger: false } as const };
  return (
    <div className="management-actions">
      {status === 'ACTIVE' ? (
        <CommandDialog
          {...common}
          label={t('暂停', 'Suspend')}
          command={suspend}
          explanation={t(`${name}：暂停期间不计入成员统计，可以恢复。`, `${name}: not counted while suspended.`)}
          done={t('已暂停', 'Suspended')}
        >
          <ChangeFields />
        </CommandDialog>
      ) : (
        <CommandDialog
          {...common}
          label={t('恢复', 'Resume')}
          command={resume}
          explanation={t(`${name}：自生效日期起重新计入成员统计。`, `${name}: counted again from that day.`)}
          done={t('已恢复', 'Resumed')}
        >
          <ChangeFields />
        </CommandDialog>
      )}
      <CommandDialog
        {...common}
        label={t('退出', 'Withdraw')}
        danger
        command={withdraw}
        explanation={t(
          `${name}：退出后须由所在区组织部门重新推荐才能再加入。`,
          `${name}: afterwards its district has to recommend it anew.`,
        )}
        done={t('已退出', 'Withdrawn')}
      >
        <ChangeFields />
      </CommandDialog>
    </div>
  );
}

type WithMembers = Props & Readonly<{ members: readonly Member[] }>;

type CandidateProps = Readonly<{ members: readonly Member[]; statuses: readonly Schemas['UnitSummary']['status'][] }>;

/** A unit of one of these standings that is no member. */
function CandidateField({ members, statuses }: CandidateProps) {
  const t = useText();
  const isMember = (unitId: string) => members.some((each) => each.unitId === unitId && each.status !== 'WITHDRAWN');
  return (
    <Form.Item
      name="unitId"
      label={t('单位', 'Unit')}
      rules={[{ required: true, message: t('请选择单位', 'Which unit?') }]}
    >
      <UnitSelect
        placeholder={t('输入名称或编号', 'Name or number')}
        among={({ id, status }) => statuses.includes(status) && !isMember(id)}
      />
    </Form.Item>
  );
}

function Admit({ council, members }: WithMembers) {
  const t = useText();
  const { mandate } = useMe();
  const admit = useCommand((body: { unitId: string; effectiveOn?: string }, header) =>
    api.POST('/councils/{id}/members', { params: { path: { id: council.id }, header }, body }),
  );
  if (mandate.role !== 'COORD' || council.status !== 'ESTABLISHED') return null;
  return (
    <CommandDialog
      label={t('吸纳成员', 'Admit a member')}
      command={admit}
      version={council.version}
      explanation={t(
        '单位须经所在区组织部门推荐、已审核为正式成员单位；推荐人和吸纳人不能是同一人。',
        'Recommended by its district and active; not admitted by who recommended it.',
      )}
      done={t('已吸纳', 'Admitted')}
    >
      <CandidateField members={members} statuses={['ACTIVE']} />
      <Form.Item name="effectiveOn" label={t('生效日期', 'Effective')} initialValue={today()}>
        <DateInput max={today()} />
      </Form.Item>
    </CommandDialog>
  );
}

function Veto({ council, members }: WithMembers) {
  const t = useText();
  const { mandate } = useMe();
  const veto = useCommand((body: { unitId: string; reason: string }, header) =>
    api.POST('/councils/{id}/vetoes', { params: { path: { id: council.id }, header }, body }),
  );
  if (!roleMay(mandate.role, 'vetoMember')) return null;
  return (
    <CommandDialog
      label={t('不同意吸纳', 'Veto')}
      danger
      command={veto}
      version={council.version}
      explanation={t(
        '市委组织部不同意吸纳该单位；此后须由所在区重新推荐。',
        'The city does not agree to a unit; its district has to recommend it anew.',
      )}
      done={t('已记录', 'Recorded')}
    >
      <CandidateField members={members} statuses={['RECOMMENDED', 'ACTIVE']} />
      <ReasonField />
    </CommandDialog>
  );
}
