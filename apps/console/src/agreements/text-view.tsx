import type { ReactNode } from 'react';
import { useText } from '../language/language';
import { type AgreementText, numeral } from './agreement-text';
import type { ClauseComparison, Comparison, GroupComparison, ItemComparison, Part } from './text-comparison';
import './agreements.css';

type Side = 'old' | 'new' | 'both';

/** The text alone, set to be read. */
export function PlainText({ text, idPrefix = 'clause' }: Readonly<{ text: AgreementText; idPrefix?: string }>) {
  return (
    <article className="agreement-text">
      <p className="agreement-title">{text.title}</p>
      {text.clauses.map(({ key, no, title, isList, groups }) => (
        <section key={key} id={`${idPrefix}-${key}`}>
          <ClauseHeading no={no} title={title} />
          {groups.map((group) => (
            <div key={group.key}>
              {group.title && <h4>{group.title}</h4>}
              {isList ? (
                <ol>
                  {group.items.map((item, index) => (
                    <li key={item.key ?? index}>{item.text}</li>
                  ))}
                </ol>
              ) : (
                group.items.map((item, index) => <p key={item.key ?? index}>{item.text}</p>)
              )}
            </div>
          ))}
        </section>
      ))}
    </article>
  );
}

type ComparedProps = Readonly<{
  comparison: Comparison;
  /** Both texts side by side, or one with the changes in it. */
  isBeside: boolean;
  onlyChanges: boolean;
  /** What the older and the newer text are called. */
  oldName: ReactNode;
  newName: ReactNode;
  idPrefix?: string;
}>;

/** A text with what changed since an earlier one, section by section. */
export function ComparedText(props: ComparedProps) {
  const { comparison, isBeside, onlyChanges, oldName, newName, idPrefix = 'clause' } = props;
  const { title, clauses } = comparison;
  const isRetitled = title.some(({ kind }) => kind !== 'same');
  const shown = onlyChanges ? clauses.filter(({ change }) => change !== 'same') : clauses;
  const sides: readonly Side[] = isBeside ? ['old', 'new'] : ['both'];
  return (
    <article className={`agreement-text ${isBeside ? 'is-beside' : ''}`}>
      {isBeside && (
        <div className="compared-row compared-names">
          <div>{oldName}</div>
          <div>{newName}</div>
        </div>
      )}
      {(isRetitled || !onlyChanges) && (
        <div className="compared-row" id={`${idPrefix}-title`}>
          {sides.map((side) => (
            <p className="agreement-title" key={side}>
              <Marked parts={title} side={side} />
            </p>
          ))}
        </div>
      )}
      {shown.map((clause) => (
        <section key={clause.key} id={`${idPrefix}-${clause.key}`} className={`clause-${clause.change}`}>
          <ComparedHeading clause={clause} />
          {clause.groups
            .filter(({ change }) => !onlyChanges || change !== 'same' || clause.isReordered)
            .map((group) => (
              <div className="compared-row" key={group.key}>
                {sides.map((side) => (
                  <GroupSide key={side} group={group} side={side} isList={clause.isList} onlyChanges={onlyChanges} />
                ))}
              </div>
            ))}
        </section>
      ))}
    </article>
  );
}

function ClauseHeading({ no, title, children }: Readonly<{ no: number; title: string; children?: ReactNode }>) {
  const t = useText();
  return (
    <h3>
      {t(`${numeral(no)}、`, `${no}. `)}
      {title}
      {children}
    </h3>
  );
}

function ComparedHeading({ clause }: Readonly<{ clause: ClauseComparison }>) {
  const t = useText();
  const { no, oldNo, title, change, isReordered } = clause;
  const note =
    change === 'added'
      ? t('新增', 'new')
      : change === 'removed'
        ? t('已删去', 'removed')
        : change === 'changed'
          ? isReordered
            ? t('有改动，顺序有调整', 'changed, in another order')
            : t('有改动', 'changed')
          : undefined;
  return (
    <ClauseHeading no={no ?? oldNo ?? 0} title={title}>
      {note && <span className={`change-note note-${change}`}>{note}</span>}
    </ClauseHeading>
  );
}

type GroupSideProps = Readonly<{ group: GroupComparison; side: Side; isList: boolean; onlyChanges: boolean }>;

function GroupSide({ group, side, isList, onlyChanges }: GroupSideProps) {
  const t = useText();
  if ((side === 'old' && group.change === 'added') || (side === 'new' && group.change === 'removed')) {
    return (
      <div className="quiet compared-none">
        {side === 'old' ? t('（原文本没有）', '(not in the older text)') : t('（已删去）', '(removed)')}
      </div>
    );
  }
  const onSide = group.items.filter(
    ({ change }) => !(side === 'old' && change === 'added') && !(side === 'new' && change === 'removed'),
  );
  let number = 0;
  const numbered = onSide.map((item) => {
    // Within one text that shows both, only what still stands is numbered.
    if (side !== 'both' || item.change !== 'removed') number += 1;
    return { item, number: side === 'both' && item.change === 'removed' ? undefined : number };
  });
  const shown = onlyChanges ? numbered.filter(({ item }) => item.change !== 'same') : numbered;
  const hidden = numbered.length - shown.length;
  return (
    <div>
      {group.title.length > 0 && (
        <h4>
          <Marked parts={group.title} side={side} />
        </h4>
      )}
      {isList ? (
        <ol className="compared-items">
          {shown.map(({ item, number: at }) => (
            <li key={item.id}>
              <span className="item-number">{at === undefined ? '' : `${at}.`}</span>
              <span>
                <ChangedItem item={item} side={side} />
              </span>
            </li>
          ))}
        </ol>
      ) : (
        shown.map(({ item }) => (
          <p key={item.id}>
            <ChangedItem item={item} side={side} />
          </p>
        ))
      )}
      {hidden > 0 && <p className="quiet compared-hidden">{t(`另有${hidden}项未变`, `${hidden} more unchanged`)}</p>}
    </div>
  );
}

function ChangedItem({ item, side }: Readonly<{ item: ItemComparison; side: Side }>) {
  const t = useText();
  const note = { same: undefined, changed: t('改', 'changed'), added: t('新增', 'new'), removed: t('删去', 'removed') }[
    item.change
  ];
  return (
    <>
      {note && <span className={`change-note note-${item.change}`}>{note}</span>}
      <Marked parts={item.parts} side={side} />
    </>
  );
}

/** The words of one side, or of both, with what went struck through and what came underlined. */
export function Marked({ parts, side }: Readonly<{ parts: readonly Part[]; side: Side }>) {
  let at = 0;
  return parts
    .filter(({ kind }) => !(kind === 'added' && side === 'old') && !(kind === 'removed' && side === 'new'))
    .map(({ kind, text }) => {
      at += text.length;
      const key = `${at}-${kind}`;
      if (kind === 'added') return <ins key={key}>{text}</ins>;
      if (kind === 'removed') return <del key={key}>{text}</del>;
      return <span key={key}>{text}</span>;
    });
}
