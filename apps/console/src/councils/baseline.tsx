import { Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { rationalOf } from './declared';

type Values = {
  period: string;
  origin: 'MEASURED' | 'DECLARED';
  qualifier: 'EXACT' | 'ABOUT' | 'OVER' | 'NEARLY';
  pairs?: number;
  unitMonths?: number;
  value?: number;
  source?: string;
};

/** Sets what growth is measured from: counted here, or as a document states it. */
export function SetBaseline({ council }: Readonly<{ council: Schemas['Council'] }>) {
  const t = useText();
  const { options } = useLabels();
  const [origin, setOrigin] = useState<Values['origin']>('DECLARED');
  const set = useCommand(({ unitMonths, value, source, ...body }: Values, header) =>
    api.POST('/councils/{id}/baselines', {
      params: { path: { id: council.id }, header },
      body: {
        ...body,
        ...(unitMonths === undefined ? {} : { unitMonths: rationalOf(unitMonths) }),
        ...(value === undefined ? {} : { value: rationalOf(value) }),
        ...(source ? { source } : {}),
      },
    }),
  );
  const required = (message: string) => [{ required: true, message }];
  const number = (name: 'pairs' | 'unitMonths' | 'value', label: string) => (
    <Form.Item name={name} label={label} rules={required(t('请填写', 'Required'))}>
      <InputNumber min={0} controls={false} style={{ width: 160 }} />
    </Form.Item>
  );
  return (
    <CommandDialog<Values, Schemas['CommandAnswer']>
      label={t('设定基期', 'Set a baseline')}
      command={set}
      version={council.version}
      initialValues={{ origin: 'DECLARED', qualifier: 'EXACT' }}
      explanation={t(
        '同一期间重新设定的，以新值为准，原值保留在历程中。',
        'A new value replaces that of the same period.',
      )}
      done={t('已设定', 'Set')}
    >
      <Form.Item
        name="period"
        label={t('期间', 'Period')}
        extra={t('如 2019、2019H1、2019Q2 或 2019-06', 'Such as 2019, 2019H1, 2019Q2 or 2019-06')}
        rules={required(t('请填写期间', 'Which period?'))}
      >
        <Input style={{ width: 160 }} />
      </Form.Item>
      <Form.Item name="origin" label={t('来源', 'Origin')}>
        <Select options={options('baselineOrigins')} onChange={(chosen: Values['origin']) => setOrigin(chosen)} />
      </Form.Item>
      {origin === 'MEASURED' ? (
        <>
          {number('pairs', t('参与次数（单位×活动）', 'Participations'))}
          {number('unitMonths', t('单位月数', 'Unit-months'))}
        </>
      ) : (
        number('value', t('每单位每月次数', 'Per unit and month'))
      )}
      <Form.Item name="qualifier" label={t('准确程度', 'How exact')}>
        <Select
          options={[
            { value: 'EXACT', label: t('确数', 'Exact') },
            { value: 'ABOUT', label: t('约', 'About') },
            { value: 'OVER', label: t('多', 'Over') },
            { value: 'NEARLY', label: t('近', 'Nearly') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="source"
        label={origin === 'DECLARED' ? t('材料来源', 'Source') : t('依据（可不填）', 'Source, if any')}
        rules={origin === 'DECLARED' ? required(t('请注明材料来源', 'Which document?')) : []}
      >
        <Input maxLength={200} />
      </Form.Item>
    </CommandDialog>
  );
}
