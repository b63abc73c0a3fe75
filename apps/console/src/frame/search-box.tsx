import { SearchOutlined } from '@ant-design/icons';
import { roleMay } from '@lianjian/permissions/matrix';
import { Input } from 'antd';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '../language/language';
import { useMe } from '../session/session';

const SuggestingBox = lazy(() => import('../search/suggesting-box').then((m) => ({ default: m.SuggestingBox })));

/** One box for everything: units, agreements, projects, activities. It suggests as soon as it has learned how. */
export function SearchBox() {
  const t = useText();
  const { mandate } = useMe();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [isFocused, setFocused] = useState(false);
  const search = useCallback(
    (value: string) => {
      const sought = value.trim();
      if (sought) navigate(`/search?text=${encodeURIComponent(sought)}`);
    },
    [navigate],
  );
  if (!roleMay(mandate.role, 'search')) return <span style={{ flex: 1 }} />;
  return (
    <search style={{ flex: 1, minWidth: 0, maxWidth: 480, marginRight: 'auto' }}>
      <Suspense
        fallback={
          <Input
            allowClear
            prefix={<SearchOutlined />}
            maxLength={60}
            value={text}
            aria-label={t('搜索单位、协议、项目、活动', 'Search units, agreements, projects, activities')}
            placeholder={t('搜索：名称、拼音或编号', 'Search: name, pinyin or code')}
            onChange={({ target }) => setText(target.value)}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
            onPressEnter={({ currentTarget }) => search(currentTarget.value)}
          />
        }
      >
        <SuggestingBox text={text} setText={setText} search={search} isFocused={isFocused} />
      </Suspense>
    </search>
  );
}
