import { SearchOutlined } from '@ant-design/icons';
import { roleMay } from '@lianjian/permissions/matrix';
import { Input } from 'antd';
import { useNavigate } from 'react-router';
import { useText } from '../language/language';
import { useMe } from '../session/session';

/** One box for everything: units, agreements, projects, activities. */
export function SearchBox() {
  const t = useText();
  const { mandate } = useMe();
  const navigate = useNavigate();
  if (!roleMay(mandate.role, 'listUnits')) return <span style={{ flex: 1 }} />;
  return (
    <search style={{ flex: 1, maxWidth: 480, marginRight: 'auto' }}>
      <Input
        allowClear
        prefix={<SearchOutlined />}
        maxLength={60}
        aria-label={t('搜索单位、协议、项目、活动', 'Search units, agreements, projects, activities')}
        placeholder={t('搜索：名称、拼音或编号', 'Search: name, pinyin or code')}
        onPressEnter={({ currentTarget }) => {
          const text = currentTarget.value.trim();
          if (text) navigate(`/search?text=${encodeURIComponent(text)}`);
        }}
      />
    </search>
  );
}
