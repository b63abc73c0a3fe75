import { businessDateOf } from '@lianjian/kernel/time';
import { currentLanguage } from './language';

/** 2026年3月5日, without leading zeros as documents write it (GB/T 9704); 5 Mar 2026. */
export function dateText(date: string | null | undefined): string {
  if (!date) return '—';
  const [year, month, day] = date.slice(0, 10).split('-').map(Number) as [number, number, number];
  if (currentLanguage() === 'zh') return `${year}年${month}月${day}日`;
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** 2026年3月; Mar 2026. Also quarters (2026Q1), half-years (2026H1) and years. */
export function periodText(period: string): string {
  const year = period.slice(0, 4);
  const part = period.slice(4);
  const isChinese = currentLanguage() === 'zh';
  if (part === '') return isChinese ? `${year}年` : year;
  if (part.startsWith('Q')) return isChinese ? `${year}年第${part.slice(1)}季度` : `${part} ${year}`;
  if (part.startsWith('H')) return isChinese ? `${year}年${part === 'H1' ? '上' : '下'}半年` : `${part} ${year}`;
  const month = Number(part.slice(1));
  if (isChinese) return `${year}年${month}月`;
  return new Date(Date.UTC(Number(year), month - 1, 1)).toLocaleDateString('en-GB', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** The wall clock in Shanghai, whatever the reader's: 2026年3月5日 14:30. */
export function instantText(instant: string | null | undefined): string {
  if (!instant) return '—';
  return `${dateText(businessDateOf(instant))} ${timeText(instant)}`;
}

/** 14:30 in Shanghai. */
export const timeText = (instant: string): string =>
  new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' });

/** 1,234 */
export const numberText = (value: number): string => value.toLocaleString('zh-CN');

/** 12,000.50元: always whole and in one unit, so that a column of amounts can be compared and added. */
export function moneyText(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return '—';
  const two = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  if (currentLanguage() === 'en') return `CNY ${(fen / 100).toLocaleString('en', two)}`;
  return `${(fen / 100).toLocaleString('zh-CN', two)}元`;
}

/** Today in Shanghai. */
export const today = (): string => businessDateOf(new Date().toISOString());
