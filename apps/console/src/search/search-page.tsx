import { Input } from 'antd';
import { type KeyboardEvent, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { queries } from '../api/client';
import { dateText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { FilterBar, FilterSelect } from '../parts/filters';
import { Page, Section } from '../parts/page';
import { Loaded, Nothing } from '../parts/states';
import { Status } from '../parts/status';
import { byKind, type Found, KINDS, type Kind, pathOf, STATUSES } from './found';
import { useKindNames } from './kind-names';
import './search.css';

const isKind = (kind: string | null): kind is Kind => KINDS.some((each) => each === kind);

/** Everything that answers to a name, its pinyin or a code, by what it is. */
export function SearchPage() {
  const t = useText();
  const names = useKindNames();
  const [params, setParams] = useSearchParams();
  const text = params.get('text')?.trim() ?? '';
  const given = params.get('kind');
  const kind = isKind(given) ? given : undefined;
  const results = useRef<HTMLDivElement>(null);
  const change = (name: 'text' | 'kind', value: string | undefined) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: name === 'kind' },
    );
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (event.target instanceof HTMLInputElement && event.target.role === 'combobox') return;
    const links = [...(results.current?.querySelectorAll<HTMLElement>('a[data-hit]') ?? [])];
    const now = links.findIndex((link) => link.matches(':focus'));
    const next = links[event.key === 'ArrowDown' ? now + 1 : Math.max(now - 1, 0)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <Page
      title={text ? t(`搜索“${text}”`, `Search: ${text}`) : t('搜索', 'Search')}
      lead={t(
        '可按名称、拼音、首字母、编号或统一社会信用代码查找单位、协议、项目和活动。',
        'Finds units, agreements, projects and activities by name, pinyin, initials, code or credit code.',
      )}
    >
      {/* The arrow keys lead from the box through the results, wherever the focus is among them. The element takes no
          focus and no click itself: Tab reaches the same links without it, so it needs no role. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only adds to what Tab does already */}
      <div ref={results} onKeyDown={move}>
        <FilterBar>
          <Input.Search
            key={text}
            defaultValue={text}
            allowClear
            autoFocus={text === ''}
            maxLength={60}
            aria-label={t('搜索内容', 'What to search for')}
            placeholder={t('如：鼓楼、xjk、XM-320102', 'For example xjk or XM-320102')}
            onSearch={(value) => change('text', value.trim() || undefined)}
          />
          <FilterSelect
            label={t('全部类别', 'All kinds')}
            value={kind}
            onChange={(value) => change('kind', value)}
            options={KINDS.map((value) => ({ value, label: names[value] }))}
          />
        </FilterBar>
        {text && <Results text={text} kind={kind} choose={(value) => change('kind', value)} />}
      </div>
    </Page>
  );
}

function Results({
  text,
  kind,
  choose,
}: Readonly<{ text: string; kind: Kind | undefined; choose: (kind: Kind) => void }>) {
  const t = useText();
  const names = useKindNames();
  const query = queries.useQuery('get', '/search', {
    params: { query: { text, limit: 50, ...(kind ? { kind } : {}) } },
  });
  return (
    <Loaded query={query}>
      {({ items, more }) => (
        <>
          <p className="visually-hidden" role="status">
            {t(`找到${items.length}条`, `${items.length} found`)}
          </p>
          {items.length === 0 && (
            <Section>
              <Nothing>
                {t(
                  '没有找到。可以少输几个字，或换用拼音首字母、编号；只能找到您职责范围内的内容。',
                  'Nothing found. Try fewer characters, initials or the code. You find what is within your duties.',
                )}
              </Nothing>
            </Section>
          )}
          {byKind(items).map(([each, found]) => (
            <Section
              key={each}
              title={`${names[each]}（${found.length}${more ? '+' : ''}）`}
              extra={
                more &&
                !kind && (
                  <button type="button" className="search-only" onClick={() => choose(each)}>
                    {t(`只看${names[each]}`, `Only ${names[each]}`)}
                  </button>
                )
              }
            >
              <ul className="row-list" aria-label={names[each]}>
                {found.map((item) => (
                  <Hit key={item.id} item={item} />
                ))}
              </ul>
            </Section>
          ))}
          {more && (
            <p className="quiet">
              {t(
                '结果较多，只列出最相近的50条。请输入更完整的名称。',
                'Only the 50 closest are listed. Type more of it.',
              )}
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}

function Hit({ item }: Readonly<{ item: Found }>) {
  const { districtName } = useLabels();
  const { title, code, kind, status, districtCode, on } = item;
  return (
    <li className="search-hit">
      <Link to={pathOf(item)} data-hit>
        {title}
      </Link>
      <span className="search-facts">
        <Status list={STATUSES[kind]} code={status} />
        {code && <span className="code">{code}</span>}
        {districtCode && <span>{districtName(districtCode)}</span>}
        {on && <span className="number">{dateText(on)}</span>}
      </span>
    </li>
  );
}
