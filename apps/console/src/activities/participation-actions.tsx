import { Form, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { UnitName } from '../parts/names';
import { ReasonField } from '../parts/reason-field';
import type { ParticipationAction } from './participation-rights';

type Participation = Schemas['Participation'];

type Props = Readonly<{
  activity: Schemas['Activity'];
  participation: Participation;
  isClosed: boolean;
}>;

/** What this person can do about one headcount. */
export function ParticipationActions({
  actions,
  ...props
}: Props & Readonly<{ actions: readonly ParticipationAction[] }>) {
  return (
    <div className="row-actions">
      {actions.includes('DECIDE') && <Decide {...props} />}
      {actions.includes('RESOLVE') && <Resolve {...props} />}
      {actions.includes('CORRECT') && <Correct {...props} />}
      {actions.includes('DISPUTE') && <Dispute {...props} />}
    </div>
  );
}

const SMALL = { size: 'small' } as const;

type Counts = { onSite: number; remote?: number; partyMembers?: number };

function CountFields({ withPartyMembers = false }: Readonly<{ withPartyMembers?: boolean }>) {
  const t = useText();
  const field = (name: keyof Counts, label: string, isRequired: boolean) => (
    <Form.Item
      name={name}
      label={label}
      rules={isRequired ? [{ required: true, message: t('请填写人次，没有填0', 'A number; 0 for none') }] : []}
    >
      <InputNumber
        min={0}
        max={5000}
        precision={0}
        controls={false}
        placeholder={isRequired ? '' : t('可不填', 'Optional')}
      />
    </Form.Item>
  );
  return (
    <div className="count-fields">
      {field('onSite', t('现场人次', 'On site'), true)}
      {field('remote', t('线上人次', 'Remote'), true)}
      {withPartyMembers && field('partyMembers', t('其中党员', 'Party members'), false)}
    </div>
  );
}

/** What a correction means while the month is open, and after it was closed. */
function useClosedSentence(isClosed: boolean): string {
  const t = useText();
  return isClosed
    ? t(
        '该月已关账：更正须经组织部门批准，批准前统计不变。',
        'The month is closed: the organization department approves; until then the figures stay.',
      )
    : t(
        '该月尚未关账，更正立即生效，原数保留在历程中。',
        'The month is open: it takes effect at once; the old number stays in the history.',
      );
}

/** Whose headcount a dialog is about: the row it was opened from is behind it. */
function HeadcountOf({
  what,
  participation: { unitId, name },
}: Readonly<{ what: string; participation: Participation }>) {
  const t = useText();
  return (
    <>
      {what}
      {t('：', ': ')}
      {unitId ? <UnitName id={unitId} plain /> : name}
    </>
  );
}

function Correct({ activity, participation, isClosed }: Props) {
  const t = useText();
  const { participantKey, onSite, remote, partyMembers } = participation;
  const correct = useCommand((form: Counts & { reason: string }, header) =>
    api.POST('/activities/{id}/participation-corrections', {
      params: { path: { id: activity.id }, header },
      body: { participantKey, ...form },
    }),
  );
  return (
    <CommandDialog
      label={isClosed ? t('提出更正', 'Propose a correction') : t('更正', 'Correct')}
      title={<HeadcountOf what={t('更正参与人次', 'Correct the headcount')} participation={participation} />}
      command={correct}
      version={activity.version}
      button={SMALL}
      explanation={useClosedSentence(isClosed)}
      initialValues={{ onSite, remote, ...(partyMembers === null ? {} : { partyMembers }) }}
      toBody={({ partyMembers: members, ...counts }) => ({
        ...counts,
        ...(typeof members === 'number' ? { partyMembers: members } : {}),
      })}
      done={isClosed ? t('已提出，待组织部门批准', 'Proposed; it waits for approval') : t('已更正', 'Corrected')}
    >
      <CountFields withPartyMembers />
      <ReasonField />
    </CommandDialog>
  );
}

function Dispute({ activity, participation }: Props) {
  const t = useText();
  const { onSite, remote } = participation;
  const dispute = useCommand((body: Counts & { reason: string }, header) =>
    api.POST('/activities/{id}/disputes', { params: { path: { id: activity.id }, header }, body }),
  );
  return (
    <CommandDialog
      label={t('提出异议', 'Dispute')}
      title={<HeadcountOf what={t('提出异议', 'Dispute the headcount')} participation={participation} />}
      command={dispute}
      version={activity.version}
      button={SMALL}
      explanation={t(
        '本单位的人次登记得不对，请填写实际人次。由联席会办公室处理，处理前统计不变。',
        'Say how many of your unit really came. The office resolves it; until then the figures stay.',
      )}
      initialValues={{ onSite, remote }}
      done={t('已提出，待联席会办公室处理', 'Disputed; the office resolves it')}
    >
      <CountFields />
      <ReasonField />
    </CommandDialog>
  );
}

type Resolution = { outcome: 'UPHELD' | 'CORRECTED'; onSite?: number; remote?: number; reason: string };

function Resolve({ activity, participation, isClosed }: Props) {
  const t = useText();
  const { participantKey, dispute } = participation;
  const [outcome, setOutcome] = useState<Resolution['outcome']>('CORRECTED');
  const resolve = useCommand(({ outcome: chosen, onSite = 0, remote = 0, reason }: Resolution, header) =>
    api.POST('/activities/{id}/dispute-resolutions', {
      params: { path: { id: activity.id }, header },
      body: { participantKey, reason, ...(chosen === 'CORRECTED' ? { corrected: { onSite, remote } } : {}) },
    }),
  );
  return (
    <CommandDialog
      label={t('处理异议', 'Resolve')}
      title={<HeadcountOf what={t('处理异议', 'Resolve the dispute')} participation={participation} />}
      command={resolve}
      version={activity.version}
      isPrimary
      button={SMALL}
      explanation={t(
        `登记为现场${participation.onSite}、线上${participation.remote}；单位认为应为现场${dispute?.onSite}、线上${dispute?.remote}。理由：${dispute?.reason}`,
        `On record: ${participation.onSite} on site, ${participation.remote} remote. The unit says ${dispute?.onSite} and ${dispute?.remote}: ${dispute?.reason}`,
      )}
      initialValues={{ outcome: 'CORRECTED', ...(dispute ? { onSite: dispute.onSite, remote: dispute.remote } : {}) }}
      done={t('已处理', 'Resolved')}
    >
      <Form.Item name="outcome" label={t('处理结果', 'Outcome')}>
        <Radio.Group
          onChange={({ target }) => setOutcome(target.value as Resolution['outcome'])}
          options={[
            { value: 'CORRECTED', label: t('更正人次', 'Correct the numbers') },
            { value: 'UPHELD', label: t('维持原登记', 'Keep the record') },
          ]}
        />
      </Form.Item>
      {outcome === 'CORRECTED' && <CountFields />}
      {outcome === 'CORRECTED' && isClosed && (
        <p className="quiet">
          {t(
            '该月已关账：更正须经组织部门批准，批准后异议了结。',
            'The month is closed: the dispute is settled once the organization department approves.',
          )}
        </p>
      )}
      <ReasonField />
    </CommandDialog>
  );
}

function Decide({ activity, participation }: Props) {
  const t = useText();
  const { participantKey, proposal } = participation;
  const path = { id: activity.id };
  const approve = useCommand((_: object, header) =>
    api.POST('/activities/{id}/participation-correction-approvals', {
      params: { path, header },
      body: { participantKey },
    }),
  );
  const reject = useCommand((body: { reason: string }, header) =>
    api.POST('/activities/{id}/participation-correction-rejections', {
      params: { path, header },
      body: { participantKey, ...body },
    }),
  );
  const change = t(
    `现场${participation.onSite}、线上${participation.remote}，改为现场${proposal?.onSite}、线上${proposal?.remote}。事由：${proposal?.reason}`,
    `${participation.onSite} on site, ${participation.remote} remote become ${proposal?.onSite} and ${proposal?.remote}: ${proposal?.reason}`,
  );
  return (
    <>
      <CommandDialog
        label={t('批准更正', 'Approve')}
        command={approve}
        version={activity.version}
        isPrimary
        button={SMALL}
        explanation={`${change} ${t('已发布的报告不变，更正列入下一份月报。', 'Published reports stay; the next one lists it.')}`}
        done={t('已批准', 'Approved')}
      />
      <CommandDialog
        label={t('不批准', 'Reject')}
        danger
        command={reject}
        version={activity.version}
        button={SMALL}
        explanation={change}
        done={t('已退回，原数不变', 'Rejected; the record stays')}
      >
        <ReasonField />
      </CommandDialog>
    </>
  );
}
