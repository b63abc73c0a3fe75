import { useSyncExternalStore } from 'react';

export type Language = 'zh' | 'en';

const KEY = 'lianjian.language';
const listeners = new Set<() => void>();
let language: Language = localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';

export function setLanguage(next: Language): void {
  language = next;
  localStorage.setItem(KEY, next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  for (const listener of listeners) listener();
}

export const currentLanguage = () => language;

export const useLanguage = (): Language =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => language,
  );

/** Both wordings where they are used: `t('签署', 'Sign')`. Neither can be missing, and none is left over. */
export type Text = (zh: string, en: string) => string;

const CHINESE: Text = (zh) => zh;
const ENGLISH: Text = (_, en) => en;

export function useText(): Text {
  return useLanguage() === 'zh' ? CHINESE : ENGLISH;
}
