import { useText } from '../language/language';
import { useWorkList } from './use-work-list';
import './work-list.css';

/** How many things wait, beside the way to them; nothing when there are none. */
export function WorkCount() {
  const t = useText();
  const { data } = useWorkList();
  if (!data || data.items.length === 0) return null;
  const count = `${data.items.length}${data.more ? '+' : ''}`;
  return (
    <>
      {' '}
      <span className="work-count">
        {count}
        <span className="visually-hidden">{t('项', ' things')}</span>
      </span>
    </>
  );
}
