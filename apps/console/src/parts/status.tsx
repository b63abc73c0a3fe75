import { Tag } from 'antd';
import { useLabels } from '../language/labels';

type Tone = 'quiet' | 'waiting' | 'good' | 'bad';
type StatusList =
  | 'unitStatuses'
  | 'councilStatuses'
  | 'memberStatuses'
  | 'agreementStatuses'
  | 'projectStatuses'
  | 'activityStatuses'
  | 'claimStatuses';

const TONES: Readonly<Record<string, Tone>> = {
  ACTIVE: 'good',
  ESTABLISHED: 'good',
  RUNNING: 'good',
  COMPLETED: 'good',
  HELD: 'good',
  VERIFIED: 'good',
  ACCEPTED: 'good',
  SIGNED: 'good',
  RECOMMENDED: 'waiting',
  READY_TO_SIGN: 'waiting',
  PARTIALLY_SIGNED: 'waiting',
  PROPOSED: 'waiting',
  CLAIMING: 'waiting',
  ACCEPTANCE: 'waiting',
  OFFERED: 'waiting',
  RETURNED: 'bad',
  REJECTED: 'bad',
  TERMINATED: 'bad',
  VOIDED: 'bad',
  DECLINED: 'bad',
  SUSPENDED: 'bad',
};
// Text and ground of each tone keep 4.5:1.
const COLOURS: Readonly<Record<Tone, { color: string; background: string }>> = {
  quiet: { color: '#3b414b', background: '#eef0f3' },
  waiting: { color: '#7a4706', background: '#fdf1dd' },
  good: { color: '#17632f', background: '#e6f4ea' },
  bad: { color: '#8c151b', background: '#fbeaea' },
};

/** A status in words, with a colour that says no more than the words. */
export function Status({ list, code }: Readonly<{ list: StatusList; code: string }>) {
  const { label } = useLabels();
  return (
    <Tag variant="filled" style={COLOURS[TONES[code] ?? 'quiet']}>
      {label(list, code)}
    </Tag>
  );
}
