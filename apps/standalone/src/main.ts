import 'reflect-metadata';
import { serve } from './serve.js';

const app = await serve();
app.enableShutdownHooks();
