import { roleMay } from '@lianjian/permissions/matrix';
import { Form, Input } from 'antd';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { LinkButton } from '../parts/link-button';
import { ReasonField } from '../parts/reason-field';
import { useMe } from '../session/session';
import { AddParticipations } from './add-participations';

type Props = Readonly<{ activity: Schemas['Activity']; isClosed: boolean }>;

/** What this person can do about the activity as a whole, the next step first. */
export function ActivityActions({ activity, isClosed }: Props) {
  const t = useText();
  const { mandate } = useMe();
  const { id, status, version, hosts, countable, participations } = activity;
  const path = { id };
  const verify = useCommand((body: { note?: string }, header) =>
    api.POST('/activities/{id}/verification', { params: { path, header }, body }),
  );
  const cancel = useCommand((body: { reason: string }, header) =>
    api.POST('/activities/{id}/cancellation', { params: { path, header }, body }),
  );
  const annul = useCommand((body: { reason: string }, header) =>
    api.POST('/activities/{id}/voiding', { params: { path, header }, body }),
  );
  const isHost = mandate.role === 'UNIT' && hosts.some(({ unitId }) => unitId === mandate.scope);
  const isOffice = mandate.role === 'COORD' && mandate.scope === activity.councilId;
  const mayEnter = isHost || isOffice;
  const hasDispute = participations.some(({ dispute }) => dispute);
  const mayVoid = countable && roleMay(mandate.role, 'voidActivity') && mandate.role === (isClosed ? 'DIST' : 'COORD');
  return (
    <>
      {status === 'PLANNED' && mayEnter && (
        <LinkButton type="primary" to={`/activities/new?planId=${id}`}>
          {t('登记开展情况', 'Record what was held')}
        </LinkButton>
      )}
      {status === 'HELD' && isOffice && (
        <CommandDialog
          label={t('核实', 'Verify')}
          command={verify}
          version={version}
          button={{ type: 'primary', disabled: hasDispute }}
          explanation={t(
            '确认活动真实开展、人次无误。核实后单位不能再直接更正人次。',
            'That it was held and the headcounts are right. Units cannot correct it afterwards.',
          )}
          done={t('已核实', 'Verified')}
        >
          <Form.Item name="note" label={t('核实说明（可不填）', 'Note, if any')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={300} />
          </Form.Item>
        </CommandDialog>
      )}
      {countable && (isOffice || (isHost && status === 'HELD')) && (
        <AddParticipations activity={activity} isClosed={isClosed} />
      )}
      {status === 'PLANNED' && mayEnter && (
        <CommandDialog
          label={t('取消活动', 'Cancel it')}
          danger
          command={cancel}
          version={version}
          explanation={t(
            '计划不再开展。取消后保留记录，不计入统计。',
            'It will not be held. The record stays and counts nowhere.',
          )}
          done={t('已取消', 'Cancelled')}
        >
          <ReasonField />
        </CommandDialog>
      )}
      {mayVoid && (
        <CommandDialog
          label={t('作废', 'Void')}
          danger
          command={annul}
          version={version}
          explanation={t(
            '用于根本不该登记的记录。作废后不计入统计，不能恢复；人次有误的，请更正而不要作废。',
            'For a record that should not be. It counts nowhere and cannot be restored; wrong numbers are corrected instead.',
          )}
          done={t('已作废', 'Voided')}
        >
          <ReasonField />
        </CommandDialog>
      )}
    </>
  );
}
