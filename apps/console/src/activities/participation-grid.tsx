import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { randomId } from '../api/random-id';
import { numberText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { UnitSelect, useUnits } from '../parts/names';
import { headcountOf, type Line, withHosts } from './activity-draft';

type Props = Readonly<{
  id?: string;
  value?: readonly Line[];
  onChange?: (lines: Line[]) => void;
  /** Units that have a line anyhow, the lead host first. */
  hosts: readonly string[];
  /** Units that cannot be chosen: their headcount is on record already. */
  recorded?: readonly string[];
  /** What the service refused, by line. */
  errors?: ReadonlyMap<string, string>;
}>;

const COUNTS = ['onSite', 'remote', 'partyMembers'] as const;

/** Who took part, one line a unit; typed straight through with Tab. */
export function ParticipationGrid({ id, value = [], onChange, hosts, recorded = [], errors }: Props) {
  const t = useText();
  const { districtOptions } = useLabels();
  const units = useUnits();
  const lines = withHosts(value, hosts);
  const table = useRef<HTMLTableElement>(null);
  const added = useRef<string>(undefined);
  const size = lines.length;
  useEffect(() => {
    if (!added.current) return;
    const selector = `tr[data-key="${added.current}"] input`;
    added.current = undefined;
    table.current?.querySelector<HTMLInputElement>(selector)?.focus();
  }, [size]);

  const headings = {
    onSite: t('现场人次', 'On site'),
    remote: t('线上人次', 'Remote'),
    partyMembers: t('其中党员', 'Party members'),
  };
  const change = (key: string, changed: Partial<Line>) =>
    onChange?.(lines.map((line) => (line.key === key ? { ...line, ...changed } : line)));
  const add = (line: Omit<Line, 'key'>) => {
    const key = randomId();
    added.current = key;
    onChange?.([...lines, { key, ...line }]);
  };
  const total = (name: (typeof COUNTS)[number]) => lines.reduce((sum, line) => sum + (line[name] ?? 0), 0);
  const nameOf = ({ unitId, guest }: Line) => (unitId ? (units.get(unitId)?.name ?? unitId.slice(0, 8)) : guest?.name);
  const isListed = (unitId: string) =>
    recorded.includes(unitId) || lines.some((line) => line.unitId === unitId && line.unitId !== undefined);

  return (
    <div className="participation-grid">
      <table ref={table} onKeyDown={stayInTheForm}>
        <thead>
          <tr>
            <th scope="col">{t('单位', 'Unit')}</th>
            {COUNTS.map((name) => (
              <th key={name} scope="col" className="number">
                {headings[name]}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const { key, unitId, guest } = line;
            const name = nameOf(line) || t('外单位', 'outside group');
            const isHost = unitId !== undefined && hosts.includes(unitId);
            const wrong = errors?.get(key) ?? hintOf(line, isHost, t);
            return (
              <tr key={key} data-key={key}>
                <th scope="row">
                  {guest ? (
                    <div className="guest">
                      <Input
                        aria-label={t('外单位名称', 'Name of the outside group')}
                        placeholder={t('外单位名称，不少于4个字', 'Name, four characters or more')}
                        maxLength={60}
                        value={guest.name}
                        onChange={({ target }) => change(key, { guest: { ...guest, name: target.value } })}
                      />
                      <Select
                        allowClear
                        aria-label={t('外单位所在区', 'Its district')}
                        placeholder={t('所在区（可不填）', 'District, if known')}
                        options={districtOptions}
                        showSearch={{ optionFilterProp: 'label' }}
                        value={guest.districtCode ?? null}
                        onChange={(code: string | null) =>
                          change(key, { guest: { name: guest.name, ...(code ? { districtCode: code } : {}) } })
                        }
                      />
                    </div>
                  ) : (
                    name
                  )}
                  {isHost && (
                    <span className="quiet">
                      {' '}
                      {hosts[0] === unitId ? t('牵头主办', 'lead host') : t('联合主办', 'co-host')}
                    </span>
                  )}
                  {wrong && <div className="line-hint">{wrong}</div>}
                  {isHost && !wrong && headcountOf(line) === 0 && (
                    <div className="line-optional quiet">{t('没有人参加可以不填', 'Leave empty if nobody came')}</div>
                  )}
                </th>
                {COUNTS.map((count) => (
                  <td key={count} data-label={headings[count]}>
                    <InputNumber
                      aria-label={`${name} ${headings[count]}`}
                      min={0}
                      max={5000}
                      precision={0}
                      controls={false}
                      placeholder={count === 'partyMembers' ? t('可不填', 'optional') : '0'}
                      value={line[count] ?? null}
                      onChange={(number) => change(key, { [count]: number })}
                    />
                  </td>
                ))}
                <td className="line-actions">
                  {!isHost && (
                    <Button
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={t(`移除${name}`, `Remove ${name}`)}
                      onClick={() => onChange?.(lines.filter((each) => each.key !== key))}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              {t(
                `合计 ${lines.filter((line) => headcountOf(line) > 0).length} 个单位`,
                `Total: ${lines.filter((line) => headcountOf(line) > 0).length} units`,
              )}
            </th>
            {COUNTS.map((name) => (
              <td key={name} data-label={headings[name]} className="number">
                {numberText(total(name))}
              </td>
            ))}
            <td />
          </tr>
        </tfoot>
      </table>
      <div className="add-line">
        <UnitSelect
          {...(id ? { id } : {})}
          aria-label={t('添加参加单位', 'Add a unit')}
          placeholder={t('添加参加单位：输入名称或编号', 'Add a unit: name or number')}
          value={null}
          among={(unit) => unit.status === 'ACTIVE' && !isListed(unit.id)}
          onSelect={(unitId) => add({ unitId: String(unitId) })}
        />
        <Button icon={<PlusOutlined />} onClick={() => add({ guest: { name: '' } })}>
          {t('添加外单位', 'Add an outside group')}
        </Button>
      </div>
    </div>
  );
}

/** What is missing in a line or cannot be, before the service says so. */
function hintOf(line: Line, isHost: boolean, t: ReturnType<typeof useText>): string | undefined {
  const people = headcountOf(line);
  if ((line.partyMembers ?? 0) > people) return t('党员人次多于参与人次', 'More Party members than people');
  if (people === 0 && !isHost) return t('请填写人次', 'How many came?');
  return undefined;
}

/** Enter goes on to the next box instead of sending the form. */
function stayInTheForm(event: KeyboardEvent<HTMLTableElement>): void {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input')];
  boxes[boxes.indexOf(event.target) + 1]?.focus();
}
