import { businessDateOf } from '@lianjian/kernel/time';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { problemOf } from '../api/problem';
import { dateText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { type Cause, type CauseKey, causesIn, recordedIn } from './causes';
import { ActivityLink } from './subject-link';

type Props = Readonly<{
  councilId: string;
  month: string;
  /** Between the version that stood then and that instant. */
  asOf: string;
}>;

/** Why the figures of a month's activities changed: each activity in a sentence, leading to it. */
export function CauseList(props: Props) {
  const t = useText();
  const { data: causes } = useCauses(props);
  if (!causes) return <p className="quiet">{t('正在查找原因…', 'Looking for the reasons …')}</p>;
  if (causes.length === 0) return null;
  return (
    <ul className="cause-list" aria-label={t('变动原因', 'Reasons')}>
      {causes.map((cause) => (
        <li key={cause.activityId}>
          <CauseSentence cause={cause} />
        </li>
      ))}
    </ul>
  );
}

function CauseSentence({ cause }: Readonly<{ cause: Cause }>) {
  const t = useText();
  const { label } = useLabels();
  const { types, recordedAt } = recordedIn(cause);
  const on = dateText(businessDateOf(recordedAt));
  const what = types.map(({ type, label: zh }) => t(zh, label('eventTypes', type).toLowerCase())).join(t('、', ', '));
  const activity = <ActivityLink id={cause.activityId} />;
  switch (cause.nature) {
    case 'LATE':
      return (
        <>
          {t('补报活动', 'Late entry: ')}
          {activity}
          {t(`，${on}才登记`, `, recorded only on ${on}`)}
        </>
      );
    case 'LATE_GROUPS':
      return (
        <>
          {t('补报参与情况：', 'Late attendance: ')}
          {activity}
          {t(`，${on}${what}`, `, ${what} on ${on}`)}
        </>
      );
    case 'CORRECTED':
      return (
        <>
          {t('更正：', 'Correction: ')}
          {activity}
          {t(`，${on}${what}`, `, ${what} on ${on}`)}
        </>
      );
  }
}

const useCauses = ({ councilId, month, asOf }: Props) =>
  useQuery({
    queryKey: ['causes', councilId, month, asOf],
    queryFn: async () => {
      const read = (key: CauseKey) => eventsBehind({ councilId, period: month, asOf, key, limit: 200 });
      const [lateActivities, lateGroups, correctedActivities, correctedGroups] = await Promise.all([
        read('late/M1'),
        read('late/M3'),
        read('corrected/M1'),
        read('corrected/M3'),
      ]);
      return causesIn({
        'late/M1': lateActivities,
        'late/M3': lateGroups,
        'corrected/M1': correctedActivities,
        'corrected/M3': correctedGroups,
      });
    },
  });

type CellQuery = { councilId: string; period: string; asOf: string; key: string; limit: number };

/** None where nothing had been published by then: then nothing is compared. */
async function eventsBehind(query: CellQuery) {
  try {
    const { data } = await api.GET('/reports/{reportCode}/cells', {
      params: { path: { reportCode: 'R-01' }, query },
    });
    return data?.items ?? [];
  } catch (error) {
    if (problemOf(error).status === 404) return [];
    throw error;
  }
}
