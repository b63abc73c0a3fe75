// Where the console's tests find a browser. They never run without one.
import { accessSync, constants } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** The path of a Chromium, or undefined. What the user names is taken or refused, never replaced by another. */
function chromium(named = process.env.CHROMIUM) {
  return (named ? [named] : PLACES).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Ends this process with what to install when there is none. */
export function requireChromium() {
  const found = chromium();
  if (found) return found;
  console.error(
    [
      process.env.CHROMIUM
        ? `CHROMIUM=${process.env.CHROMIUM} 不能执行 / is not executable`
        : '未找到 Chromium，控制台测试未运行 / No Chromium, so the console was not tested',
      '  Debian, Ubuntu: apt-get install chromium fonts-noto-cjk',
      '  其他系统 / elsewhere: CHROMIUM=/path/to/chrome npm run test:console',
    ].join('\n'),
  );
  process.exit(1);
}
