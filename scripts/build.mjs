import { prepare } from './tasks.mjs';

prepare();
