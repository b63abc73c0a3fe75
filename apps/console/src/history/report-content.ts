import { each, type Field, type Line } from './fields';
import { type Data, isData } from './values';
import type { Pieces, Words } from './words';

type Titles = ReadonlyMap<string, string>;

const items = (value: unknown): readonly Data[] => (Array.isArray(value) ? value.filter(isData) : []);

/** What each figure of a report is called: its row and, where there are several, its column. */
function titlesOf(content: unknown): Titles {
  const titles = new Map<string, string>();
  for (const table of isData(content) ? items(content.tables) : []) {
    const columns = items(table.columns);
    for (const row of items(table.rows)) {
      for (const [column, cell] of Object.entries(isData(row.cells) ? row.cells : {})) {
        if (!isData(cell)) continue;
        const name = columns.length > 1 ? columns.find(({ key }) => key === column)?.title : undefined;
        titles.set(String(cell.key), [row.label, name].filter(Boolean).join(' · '));
      }
    }
  }
  return titles;
}

/** 指标M2（鼓楼区）, for a figure that the new version has no more. */
function fallbackTitle(key: string, { t, district }: Words): string {
  const [measure, ...parts] = key.split('/');
  const districts = parts.filter((part) => /^\d{6}$/.test(part)).map(district);
  return `${t('指标', 'Figure ')}${measure}${districts.length > 0 ? t(`（${districts.join('、')}）`, ` (${districts.join(', ')})`) : ''}`;
}

/** How much a report says; the report itself has a page. */
export const contentSize: Field = (value, { words }) => {
  const tables = isData(value) ? items(value.tables).length : 0;
  return [
    { key: 'content', label: [words.t('内容', 'Content')], value: [words.t(`${tables}张表`, `${tables} tables`)] },
  ];
};

/** Every corrected figure, before and after. */
export const changedCells: Field = (value, at) => {
  const { words, data } = at;
  const titles = titlesOf(data.content);
  const written = (cell: unknown): Pieces => (isData(cell) ? [String(cell.text)] : [words.t('无', 'none')]);
  return each((cell): Line[] => {
    const key = String(cell.key);
    return [
      {
        key: `cell.${key}`,
        label: [titles.get(key) ?? fallbackTitle(key, words)],
        before: written(cell.old),
        value: written(cell.new),
      },
    ];
  })(value, at);
};
