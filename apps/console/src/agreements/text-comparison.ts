import { diffArrays } from 'diff';
import type { Text } from '../language/language';
import { type AgreementText, type Clause, type Group, type Item, numeral } from './agreement-text';

export type Part = Readonly<{ kind: 'same' | 'added' | 'removed'; text: string }>;
export type Change = 'same' | 'changed' | 'added' | 'removed';

export type ItemComparison = Readonly<{ id: string; change: Change; parts: readonly Part[] }>;
export type GroupComparison = Readonly<{
  key: string;
  /** Of the newer text where it has the group, else of the older; which of the two has it says `change`. */
  title: readonly Part[];
  change: Change;
  items: readonly ItemComparison[];
}>;
export type ClauseComparison = Readonly<{
  key: string;
  title: string;
  isList: boolean;
  /** Its number in the newer text, and in the older. */
  no: number | undefined;
  oldNo: number | undefined;
  change: Change;
  /** The same items stand in another order. */
  isReordered: boolean;
  groups: readonly GroupComparison[];
}>;
export type Comparison = Readonly<{
  title: readonly Part[];
  clauses: readonly ClauseComparison[];
  isSame: boolean;
}>;

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const wordsOf = (text: string) => [...words.segment(text)].map(({ segment }) => segment);

/** Word by word. Put together, what is not added is exactly the old text, and what is not removed exactly the new. */
export function compareWords(before: string, after: string): readonly Part[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const parts = diffArrays(wordsOf(before), wordsOf(after)).map(
    ({ added, removed, value }): Part => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(''),
    }),
  );
  return likeness(parts) < 0.3 ? whole(before, after) : tidied(parts);
}

const whole = (before: string, after: string): readonly Part[] => {
  const parts: Part[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  return parts.filter(({ text }) => text !== '');
};

const lengthOf = (parts: readonly Part[], kind: Part['kind']) =>
  parts.reduce((sum, part) => (part.kind === kind ? sum + part.text.length : sum), 0);

/** How much of both texts is the same, from 0 to 1. */
function likeness(parts: readonly Part[]): number {
  const same = lengthOf(parts, 'same') * 2;
  const all = same + lengthOf(parts, 'added') + lengthOf(parts, 'removed');
  return all === 0 ? 1 : same / all;
}

/** A single sign that happens to be the same between two changes makes them harder to read, not easier. */
function tidied(parts: readonly Part[]): readonly Part[] {
  const runs: { same: string; removed: string; added: string }[] = [];
  parts.forEach((part, index) => {
    const isCrumb = part.kind === 'same' && part.text.length === 1 && index > 0 && index < parts.length - 1;
    const last = runs.at(-1);
    if (part.kind === 'same' && !isCrumb) {
      runs.push({ same: part.text, removed: '', added: '' });
      return;
    }
    const run = last && last.same === '' ? last : { same: '', removed: '', added: '' };
    if (run !== last) runs.push(run);
    if (part.kind !== 'added') run.removed += part.text;
    if (part.kind !== 'removed') run.added += part.text;
  });
  return runs.flatMap(({ same, removed, added }): Part[] =>
    same !== '' ? [{ kind: 'same', text: same }] : [...whole(removed, added)],
  );
}

type Pair = Readonly<{ before?: Item; after?: Item }>;

/** Which item became which: by key where there is one, else the same words, else the most alike. */
function paired(before: readonly Item[], after: readonly Item[]): { pairs: readonly Pair[]; isReordered: boolean } {
  const partner = new Map<Item, Item>();
  const taken = new Set<Item>();
  const pair = (old: Item | undefined, item: Item) => {
    if (!old) return;
    partner.set(item, old);
    taken.add(old);
  };
  for (const item of after) {
    pair(
      before.find((old) => !taken.has(old) && (item.key === undefined ? old.text === item.text : old.key === item.key)),
      item,
    );
  }
  for (const item of after) {
    if (item.key !== undefined || partner.has(item)) continue;
    const alike = before
      .filter((old) => !taken.has(old))
      .map((old) => ({ old, by: likeness(compareWords(old.text, item.text)) }))
      .filter(({ by }) => by >= 0.5)
      .sort((a, b) => b.by - a.by)[0];
    pair(alike?.old, item);
  }

  const order = after.flatMap((item) => {
    const old = partner.get(item);
    return old ? [before.indexOf(old)] : [];
  });
  const isReordered = order.some((index, at) => at > 0 && index < (order[at - 1] ?? 0));

  // A removed item stays where it was: behind the one that it followed.
  const pairs: Pair[] = after.map((item) => {
    const old = partner.get(item);
    return old ? { before: old, after: item } : { after: item };
  });
  before.forEach((old, index) => {
    if (taken.has(old)) return;
    const previous = before[index - 1];
    const at = previous ? pairs.findIndex((other) => other.before === previous) : -1;
    pairs.splice(at + 1, 0, { before: old });
  });
  return { pairs, isReordered };
}

function compareItems(before: readonly Item[], after: readonly Item[]) {
  const { pairs, isReordered } = paired(before, after);
  const items = pairs.map((pair, index): ItemComparison => {
    const parts = compareWords(pair.before?.text ?? '', pair.after?.text ?? '');
    const change = !pair.before
      ? 'added'
      : !pair.after
        ? 'removed'
        : pair.before.text === pair.after.text
          ? 'same'
          : 'changed';
    return { id: `${index}-${pair.after?.key ?? pair.before?.key ?? ''}`, change, parts };
  });
  return { items, isReordered };
}

const none: readonly never[] = [];

/** Those of the newer text in its order, and behind them those that only the older has. */
const allKeys = (before: readonly { key: string }[], after: readonly { key: string }[]) => [
  ...new Set([...after, ...before].map(({ key }) => key)),
];

function compareGroups(before: readonly Group[], after: readonly Group[]) {
  let isReordered = false;
  const groups = allKeys(before, after).map((key): GroupComparison => {
    const old = before.find((group) => group.key === key);
    const group = after.find((other) => other.key === key);
    const compared = compareItems(old?.items ?? none, group?.items ?? none);
    isReordered ||= compared.isReordered;
    const title = compareWords(old?.title ?? '', group?.title ?? '');
    const isSame =
      compared.items.every(({ change }) => change === 'same') && title.every(({ kind }) => kind === 'same');
    const change = !old ? 'added' : !group ? 'removed' : isSame ? 'same' : 'changed';
    return { key, title, change, items: compared.items };
  });
  return { groups, isReordered };
}

function compareClause(key: string, old: Clause | undefined, clause: Clause | undefined): ClauseComparison {
  const { groups, isReordered } = compareGroups(old?.groups ?? none, clause?.groups ?? none);
  const isSame = !isReordered && groups.every(({ change }) => change === 'same');
  return {
    key,
    title: clause?.title ?? old?.title ?? '',
    isList: clause?.isList ?? old?.isList ?? false,
    no: clause?.no,
    oldNo: old?.no,
    change: !old ? 'added' : !clause ? 'removed' : isSame ? 'same' : 'changed',
    isReordered,
    groups,
  };
}

/** What became of each section and each item of a text. */
export function compareTexts(before: AgreementText, after: AgreementText): Comparison {
  const title = compareWords(before.title, after.title);
  const clauses = allKeys(before.clauses, after.clauses).map((key) =>
    compareClause(
      key,
      before.clauses.find((clause) => clause.key === key),
      after.clauses.find((clause) => clause.key === key),
    ),
  );
  const isSame = before.title === after.title && clauses.every(({ change }) => change === 'same');
  return { title, clauses, isSame };
}

/** The changes in plain words, one for each section; `key` names the section. */
export function changesInWords(
  { title, clauses }: Comparison,
  t: Text,
): readonly Readonly<{ key: string; text: string }>[] {
  const said = clauses
    .filter(({ change }) => change !== 'same')
    .map((clause) => ({ key: clause.key, text: inWords(clause, t) }));
  const isRetitled = title.some(({ kind }) => kind !== 'same');
  return isRetitled ? [{ key: 'title', text: t('改了标题', 'The title is changed') }, ...said] : said;
}

function inWords({ no, oldNo, title, change, isList, isReordered, groups }: ClauseComparison, t: Text): string {
  const now = t(`第${numeral(no ?? 0)}条“${title}”`, `Section ${no}, ${title}`);
  if (change === 'added') return t(`新增${now}`, `${now}: new`);
  if (change === 'removed') {
    return t(`删去原第${numeral(oldNo ?? 0)}条“${title}”`, `Former section ${oldNo}, ${title}: removed`);
  }
  const items = groups.flatMap((group) => group.items);
  const count = (wanted: Change) => items.filter((item) => item.change === wanted).length;
  const [added, removed, changed] = [count('added'), count('removed'), count('changed')];
  if (!isList && added === 0 && removed === 0) return t(`改了${now}`, `${now}: changed`);
  const counts = [
    changed > 0 && t(`改${changed}项`, `${changed} changed`),
    added > 0 && t(`新增${added}项`, `${added} new`),
    removed > 0 && t(`删去${removed}项`, `${removed} removed`),
    isReordered && t('顺序有调整', 'in another order'),
  ].filter((part) => part !== false);
  if (counts.length === 0) return t(`改了${now}`, `${now}: changed`);
  return `${now}${t('：', ': ')}${counts.join(t('，', ', '))}`;
}
