import { useText } from '../language/language';
import { type Comparison, changesInWords } from './text-comparison';

type Props = Readonly<{
  comparison: Comparison;
  /** Leads to the changed sections of the page. */
  withLinks?: boolean;
}>;

/** What changed, section by section, in plain words. */
export function ChangesList({ comparison, withLinks = false }: Props) {
  const t = useText();
  const changes = changesInWords(comparison, t);
  if (changes.length === 0) {
    return <p>{t('文字没有改动，仅条目的排列顺序有调整。', 'No words are changed, only the order of items.')}</p>;
  }
  return (
    <ul className="changes-list">
      {changes.map(({ key, text }) => (
        <li key={key}>{withLinks ? <a href={`#clause-${key}`}>{text}</a> : text}</li>
      ))}
    </ul>
  );
}
