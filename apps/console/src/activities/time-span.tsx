import { addDays } from '@lianjian/kernel/time';
import { Checkbox, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useText } from '../language/language';
import { DateInput } from '../parts/date-input';
import type { When } from './activity-draft';

const TIME = 'HH:mm';

type Props = Readonly<{ id?: string; value?: When; onChange?: (value: When) => void; max?: string | undefined }>;

/** A day with its hours on the clock in Shanghai; a second day only for what goes on past midnight. */
export function TimeSpan({ id, value = {}, onChange, max }: Props) {
  const t = useText();
  const { date, from, to, endDate } = value;
  const change = (changed: { [name in keyof When]?: When[name] | undefined }) => {
    const { date: day, from: start, to: end, endDate: lastDay } = { ...value, ...changed };
    onChange?.({
      ...(day ? { date: day } : {}),
      ...(start ? { from: start } : {}),
      ...(end ? { to: end } : {}),
      ...(lastDay ? { endDate: lastDay } : {}),
    });
  };
  const clock = (label: string, time: string | undefined, take: (time: string | undefined) => void) => (
    <TimePicker
      aria-label={label}
      placeholder={label}
      format={TIME}
      minuteStep={5}
      needConfirm={false}
      style={{ width: 112 }}
      value={time ? dayjs(time, TIME) : null}
      onChange={(picked) => take(picked && !Array.isArray(picked) ? picked.format(TIME) : undefined)}
    />
  );
  return (
    <fieldset
      className="time-span"
      aria-label={t('日期和起止时间', 'Date, start and end')}
      onKeyDown={(event) => {
        // Enter takes the time that was typed; it does not send the form.
        if (event.key === 'Enter') event.preventDefault();
      }}
    >
      <DateInput
        {...(id ? { id } : {})}
        aria-label={t('日期', 'Date')}
        placeholder={t('日期', 'Date')}
        style={{ width: 140 }}
        max={max}
        value={date}
        onChange={(day) => change({ date: day })}
      />
      {clock(t('开始时间', 'From'), from, (time) => change({ from: time }))}
      <span className="quiet">{t('至', 'to')}</span>
      {endDate && (
        <DateInput
          aria-label={t('结束日期', 'Last day')}
          style={{ width: 140 }}
          min={date}
          value={endDate}
          onChange={(day) => change({ endDate: day ?? endDate })}
        />
      )}
      {clock(t('结束时间', 'Until'), to, (time) => change({ to: time }))}
      <Checkbox
        checked={endDate !== undefined}
        disabled={!date}
        onChange={({ target }) => change({ endDate: target.checked && date ? addDays(date, 1) : undefined })}
      >
        {t('次日或以后结束', 'Ends on a later day')}
      </Checkbox>
    </fieldset>
  );
}
