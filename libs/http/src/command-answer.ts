import type { Executed } from '@lianjian/event-sourcing/execute';
import { z } from 'zod';

/** What every command answers: where to look for the result, and from which position on it is visible. */
export const commandAnswer = z
  .object({
    id: z.string().meta({ description: '对象编号' }),
    version: z.int().nonnegative().meta({ description: '对象当前版本，与 ETag 相同' }),
    position: z.string().optional().meta({ description: '事件位置；查询时作为 minPosition 传入即可读到本次写入' }),
  })
  .meta({ id: 'CommandAnswer' });

export type CommandAnswer = z.output<typeof commandAnswer>;

/** The answer of a command that `execute` ran on the aggregate `id`. */
export const answer = (
  id: string,
  { version, position }: Pick<Executed<unknown>, 'version' | 'position'>,
): CommandAnswer => ({
  id,
  version,
  ...(position === undefined ? {} : { position }),
});
