import type { ReactNode } from 'react';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { numberText } from '../language/format';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { UnitName } from '../parts/names';
import { ReasonField } from '../parts/reason-field';
import { spanText } from './words';

type Props = Readonly<{ activity: Schemas['Activity']; other: Schemas['ActivitySummary'] }>;

type Listed = Schemas['ActivitySummary'];

/** Both records, so that one sees that they are of the same activity before uniting them for good. */
function SideBySide({ stays, goes }: Readonly<{ stays: Listed; goes: Listed }>) {
  const t = useText();
  const facts: readonly (readonly [name: string, of: (record: Listed) => ReactNode])[] = [
    [t('活动', 'Activity'), ({ title }) => title],
    [t('时间', 'When'), spanText],
    [t('地点', 'Place'), ({ place }) => place],
    [t('主办', 'Host'), ({ leadHostUnitId }) => <UnitName id={leadHostUnitId} plain />],
    [t('参与单位', 'Units'), ({ participants }) => numberText(participants)],
    [
      t('参与人次', 'Headcount'),
      ({ personTimes: { onSite, remote } }) =>
        t(`现场${numberText(onSite)}、线上${numberText(remote)}`, `${onSite} on site, ${remote} remote`),
    ],
  ];
  return (
    <table className="merge-table">
      <thead>
        <tr>
          <td />
          <th scope="col">{t('本记录（保留）', 'This record (stays)')}</th>
          <th scope="col">{t('另一记录（并入）', 'The other (goes into it)')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map(([name, of]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{of(stays)}</td>
            <td>{of(goes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Unites another record of the same activity with this one. */
export function MergeButton({ activity, other }: Props) {
  const t = useText();
  const merge = useCommand((body: { reason: string }, header) =>
    api.POST('/activities/{id}/mergers', {
      params: { path: { id: activity.id }, header },
      body: { fromActivityId: other.id, ...body },
    }),
  );
  return (
    <CommandDialog
      label={t('合并', 'Merge')}
      title={t('合并重复登记', 'Merge two records of one activity')}
      command={merge}
      version={activity.version}
      button={{ size: 'small' }}
      explanation={t(
        '保留本记录，并入另一记录。单位只列一次，两边人次不同的取较多的一份，不相加。合并后不能撤销。',
        'This record stays, the other goes into it. Every unit counts once, with the larger headcount, never a sum. It cannot be undone.',
      )}
      done={t('已合并', 'Merged')}
    >
      <SideBySide stays={activity} goes={other} />
      <ReasonField initial={t('同一活动重复登记', 'The same activity, recorded twice')} />
    </CommandDialog>
  );
}
