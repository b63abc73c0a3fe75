import { useText } from '../language/language';
import { type Figure, figureText, fractionOf } from './figures';

/** What was said of the same figure before: 已发布 7. `isPast`: and is corrected by now. */
export type Mark = Readonly<{ text: string; href: string; isPast: boolean }>;

type Props = Readonly<{
  figure: Figure | undefined;
  /** What it is, for those who do not see where it stands. */
  name: string;
  open?: ((key: string) => void) | undefined;
  mark?: Mark | undefined;
}>;

/** A figure: what it was formed from beside it, a button where there is anything behind it. */
export function FigureCell({ figure, name, open, mark }: Props) {
  const t = useText();
  if (!figure) return null;
  const { key, text, events } = figure;
  if (text === '—') {
    return (
      <span title={t('不可比', 'Not comparable')}>
        —<span className="visually-hidden">{t('不可比', 'Not comparable')}</span>
      </span>
    );
  }
  const fraction = fractionOf(figure);
  // A stored version does not count its events: any number of it may have some.
  const canOpen = open && (events === undefined ? figure.format !== 'TEXT' && text !== '0' : events > 0);
  return (
    <span className="figure-cell">
      {mark && (
        <a className={mark.isPast ? 'report-mark is-past' : 'report-mark'} href={mark.href}>
          {mark.text}
        </a>
      )}
      {fraction && <span className="report-fraction">{fraction}</span>}
      {canOpen ? (
        <button
          type="button"
          className="figure"
          data-figure={key}
          aria-haspopup="dialog"
          aria-label={t(`${name}：${text}，查看依据`, `${name}: ${text}, what it rests on`)}
          onClick={() => open(key)}
        >
          {figureText(figure)}
        </button>
      ) : (
        figureText(figure)
      )}
    </span>
  );
}
