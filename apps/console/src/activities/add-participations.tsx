import { Form } from 'antd';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { periodText } from '../language/format';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { type Line, participationOf } from './activity-draft';
import { ParticipationGrid } from './participation-grid';

type Props = Readonly<{ activity: Schemas['Activity']; isClosed: boolean }>;

/** Adds units that the record lacks. */
export function AddParticipations({ activity, isClosed }: Props) {
  const t = useText();
  const command = useCommand((form: { participations: readonly Line[] }, header) =>
    api.POST('/activities/{id}/participations', {
      params: { path: { id: activity.id }, header },
      body: { participations: form.participations.map(participationOf) },
    }),
  );
  return (
    <CommandDialog
      label={t('补充参加单位', 'Add units')}
      command={command}
      version={activity.version}
      explanation={
        isClosed
          ? t(
              `${periodText(activity.month)}已关账，补充的人次列入补报，不改变已发布的报告。`,
              `${periodText(activity.month)} is closed: what you add is a late entry.`,
            )
          : t(
              '补充漏登的参加单位。已登记单位的人次有误，请在表中更正。',
              'Units that were left out. Wrong numbers are corrected in the table.',
            )
      }
      done={t('已补充', 'Added')}
    >
      <Form.Item
        name="participations"
        rules={[{ required: true, message: t('请添加参加单位', 'Add a unit, please') }]}
        validateTrigger={[]}
      >
        <ParticipationGrid hosts={[]} recorded={activity.participations.flatMap(({ unitId }) => unitId ?? [])} />
      </Form.Item>
    </CommandDialog>
  );
}
