import { SearchOutlined } from '@ant-design/icons';
import { AutoComplete, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { queries } from '../api/client';
import { dateText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { type Found, pathOf, STATUSES } from './found';
import { useKindNames } from './kind-names';
import './search.css';

const FIRST = 8;
const PAUSE_MS = 200;

type Props = Readonly<{
  text: string;
  setText: (text: string) => void;
  /** Goes to the page of all results. */
  search: (text: string) => void;
  isFocused: boolean;
}>;

/** The search box with the first results under it while somebody types. */
export function SuggestingBox({ text, setText, search, isFocused }: Props) {
  const t = useText();
  const navigate = useNavigate();
  const sought = useSettled(text.trim());
  const { data } = queries.useQuery(
    'get',
    '/search',
    { params: { query: { text: sought, limit: FIRST } } },
    { enabled: sought !== '', staleTime: 30_000 },
  );
  const entered = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const label = t('搜索单位、协议、项目、活动', 'Search units, agreements, projects, activities');
  const items = sought === '' || sought !== text.trim() ? [] : (data?.items ?? []);
  return (
    <AutoComplete
      value={text}
      onChange={(value: string) => {
        // Moving through the suggestions does not change what was typed.
        if (!value.startsWith('/')) setText(value);
      }}
      options={items.map((item) => ({ value: pathOf(item), label: <Suggestion item={item} /> }))}
      defaultActiveFirstOption={false}
      listHeight={460}
      style={{ width: '100%' }}
      onSelect={(path: string) => {
        // Enter on a suggestion is for it, not for what was typed.
        clearTimeout(entered.current);
        setText('');
        navigate(path);
      }}
    >
      <Input
        allowClear
        prefix={<SearchOutlined />}
        maxLength={60}
        autoFocus={isFocused}
        aria-label={label}
        placeholder={t('搜索：名称、拼音或编号', 'Search: name, pinyin or code')}
        onPressEnter={({ currentTarget }) => {
          const { value } = currentTarget;
          entered.current = setTimeout(() => search(value), 0);
        }}
      />
    </AutoComplete>
  );
}

function Suggestion({ item }: Readonly<{ item: Found }>) {
  const names = useKindNames();
  const { label, districtName } = useLabels();
  const { kind, title, code, status, districtCode, on } = item;
  return (
    <span className="suggestion">
      <span>{title}</span>
      <span className="quiet">
        {[
          names[kind],
          label(STATUSES[kind], status),
          code,
          districtCode && districtName(districtCode),
          on && dateText(on),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  );
}

/** The value once it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
