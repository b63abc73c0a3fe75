import { InputNumber, Select, Space } from 'antd';
import { useState } from 'react';
import { useText } from '../language/language';
import { DECIMALS, fromFen, type MoneyUnit, toFen } from './money';

type Props = Readonly<{
  id?: string;
  value?: number | null;
  onChange?: (fen: number | undefined) => void;
  /** What the amount is, for the choice of its unit. */
  label: string;
}>;

/** An amount in 元 or 万元; in a form its value is whole fen. */
export function MoneyInput({ id, value, onChange, label }: Props) {
  const t = useText();
  const [unit, setUnit] = useState<MoneyUnit>('YUAN');
  return (
    <Space.Compact style={{ width: '100%' }}>
      <InputNumber
        {...(id ? { id } : {})}
        min={0}
        controls={false}
        precision={unit === 'YUAN' ? DECIMALS.YUAN : undefined}
        value={value === null || value === undefined ? null : fromFen(value, unit)}
        onChange={(amount) => onChange?.(amount === null ? undefined : toFen(Number(amount), unit))}
        style={{ width: '100%' }}
      />
      <Select<MoneyUnit>
        aria-label={t(`${label}的单位`, `Unit of ${label}`)}
        value={unit}
        onChange={setUnit}
        style={{ width: 84 }}
        options={[
          { value: 'YUAN', label: t('元', 'CNY') },
          { value: 'WAN', label: t('万元', '10k CNY') },
        ]}
      />
    </Space.Compact>
  );
}
