import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;
const outDir = join(root, '../../dist/console');

/** Writes a .gz and a .br beside every text asset, so that no server compresses the same file twice. */
const precompress: Plugin = {
  name: 'precompress',
  apply: 'build',
  closeBundle() {
    for (const entry of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(js|css|svg)$/.test(entry)) continue;
      const file = join(outDir, entry);
      const content = readFileSync(file);
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      writeFileSync(`${file}.br`, brotliCompressSync(content));
    }
  },
};

export default defineConfig({
  root,
  plugins: [precompress],
  resolve: {
    alias: [{ find: /^@lianjian\/([^/]+)\/(.+)$/, replacement: join(root, '../../libs/$1/src/$2.ts') }],
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // The Content-Security-Policy allows no inline scripts, and pictures come from files.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1100,
    rolldownOptions: {
      onLog(level, log, report) {
        // Ant Design marks its files for React's server components, which are none here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
  server: { port: 5173, proxy: { '/api': process.env.CONSOLE_API ?? 'http://127.0.0.1:3000' } },
});
