import { DatePicker, type DatePickerProps } from 'antd';
import dayjs from 'dayjs';

const FORMAT = 'YYYY-MM-DD';

type Props = Omit<DatePickerProps, 'value' | 'onChange' | 'minDate' | 'maxDate' | 'defaultValue' | 'multiple'> &
  Readonly<{
    value?: string | null | undefined;
    onChange?: (value: string | undefined) => void;
    min?: string | undefined;
    max?: string | undefined;
  }>;

/** Picks a business date; in a form its value is `YYYY-MM-DD`, as the API takes it. */
export function DateInput({ value, onChange, min, max, ...props }: Props) {
  return (
    <DatePicker
      format={FORMAT}
      style={{ width: '100%', maxWidth: 200 }}
      // Enter takes the day that was typed; it does not send the form as well.
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault();
      }}
      {...props}
      {...(min ? { minDate: dayjs(min, FORMAT) } : {})}
      {...(max ? { maxDate: dayjs(max, FORMAT) } : {})}
      value={value ? dayjs(value, FORMAT) : null}
      onChange={(day) => onChange?.(day && !Array.isArray(day) ? day.format(FORMAT) : undefined)}
    />
  );
}
