import { type Browser, chromium } from 'playwright-core';

/** A desk's screen and a phone's. */
export const SCREENS = [
  { width: 1440, height: 900 },
  { width: 360, height: 780 },
] as const;

export type Screen = Readonly<{ width: number; height: number }>;

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) throw new Error('CHROMIUM is not set: npm run test:console finds a browser');
  return chromium.launch({ executablePath, args: FLAGS });
}
