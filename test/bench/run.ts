import 'reflect-metadata';
import { pathToFileURL } from 'node:url';
import type { Figure } from './figure.js';

// Runs one bench in this process, for `scripts/bench.mjs`, which started it.
const [, , file = ''] = process.argv;
const { default: bench } = (await import(pathToFileURL(file).href)) as { default: () => Promise<readonly Figure[]> };
const figures = await bench();
process.send?.(figures, () => process.disconnect());
