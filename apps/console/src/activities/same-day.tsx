import { Alert } from 'antd';
import { Link } from 'react-router';
import { queries } from '../api/client';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { spanText } from './words';

type Props = Readonly<{ leadHostUnitId: string | undefined; date: string | undefined; planId: string | undefined }>;

/** What the same lead host has on record for the same day: so that nothing is entered twice. */
export function SameDay({ leadHostUnitId, date, planId }: Props) {
  const t = useText();
  const { label } = useLabels();
  const { data } = queries.useQuery(
    'get',
    '/activities',
    { params: { query: { unitId: leadHostUnitId ?? '', month: date?.slice(0, 7) ?? '', limit: 200 } } },
    { enabled: Boolean(leadHostUnitId && date) },
  );
  const others = (data?.items ?? []).filter(
    ({ id, startOn, leadHostUnitId: lead, status, countable }) =>
      id !== planId && startOn === date && lead === leadHostUnitId && (countable || status === 'PLANNED'),
  );
  if (!leadHostUnitId || !date || others.length === 0) return null;
  return (
    <div role="status">
      <Alert
        className="text-links"
        type="warning"
        showIcon
        style={{ marginBottom: 16 }}
        title={t('可能重复：牵头单位当天已有登记', 'Perhaps on record already: the lead host has this on the same day')}
        description={
          <ul className="alert-list">
            {others.map((other) => (
              <li key={other.id}>
                <Link to={`/activities/${other.id}`}>{other.title}</Link>，{spanText(other)}，
                {label('activityStatuses', other.status)}
                {other.status === 'PLANNED' && (
                  <>
                    {t('，如是同一活动，请', '; if it is the same, ')}
                    <Link to={`/activities/new?planId=${other.id}`}>
                      {t('在计划上登记开展情况', 'record it upon the plan')}
                    </Link>
                  </>
                )}
              </li>
            ))}
          </ul>
        }
      />
    </div>
  );
}
