import { load } from '@lianjian/event-sourcing/execute';
import { businessDateOf } from '@lianjian/kernel/time';

console.log(businessDateOf('2026-03-31T16:30:00Z'), typeof load);
