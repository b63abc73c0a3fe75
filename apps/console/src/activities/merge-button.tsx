import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { ReasonField } from '../parts/reason-field';

type Props = Readonly<{ activity: Schemas['Activity']; other: Schemas['ActivitySummary'] }>;

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
      command={merge}
      version={activity.version}
      button={{ size: 'small' }}
      explanation={t(
        `保留本记录，把“${other.title}”并入。单位只列一次，两边人次不同的取较多的一份，不相加。合并后不能撤销。`,
        `This record stays, “${other.title}” goes into it. Every unit counts once, with the larger headcount, never a sum. It cannot be undone.`,
      )}
      done={t('已合并', 'Merged')}
    >
      <ReasonField initial={t('同一活动重复登记', 'The same activity, recorded twice')} />
    </CommandDialog>
  );
}
