import { Button, Space } from 'antd';
import { useText } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { useDownload } from './download';

/** The same as on screen, as a file or on paper. `path` is that of the API, with its query. */
export function ExportButtons({ path }: Readonly<{ path: string }>) {
  const t = useText();
  const download = useDownload();
  const as = (format: 'xlsx' | 'csv') => `${path}${path.includes('?') ? '&' : '?'}format=${format}`;
  return (
    <div className="report-export">
      <Space wrap>
        <Button loading={download.isPending} onClick={() => download.mutate(as('xlsx'))}>
          {t('导出 XLSX', 'Export XLSX')}
        </Button>
        <Button disabled={download.isPending} onClick={() => download.mutate(as('csv'))}>
          {t('导出 CSV', 'Export CSV')}
        </Button>
        <Button onClick={() => window.print()}>{t('打印', 'Print')}</Button>
      </Space>
      <ProblemAlert problem={download.error} />
    </div>
  );
}
