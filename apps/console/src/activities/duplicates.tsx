import { Alert } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../api/client';
import { useText } from '../language/language';
import { spanText } from './words';

type Pair = Schemas['PossibleDuplicates']['items'][number];

/** Records of a month that may be of one activity. */
export function PossibleDuplicates({ pairs }: Readonly<{ pairs: readonly Pair[] }>) {
  const t = useText();
  if (pairs.length === 0) return null;
  return (
    <Alert
      className="text-links"
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={t(`有${pairs.length}组登记可能是同一活动`, `${pairs.length} pairs of records may be of one activity`)}
      description={
        <ul className="alert-list">
          {pairs.map(({ first, second }) => (
            <li key={`${first.id}/${second.id}`}>
              <Link to={`/activities/${first.id}`}>{first.title}</Link>（{spanText(first)}）{t('与', 'and')}
              <Link to={`/activities/${second.id}`}>{second.title}</Link>（{spanText(second)}）
            </li>
          ))}
        </ul>
      }
    />
  );
}
