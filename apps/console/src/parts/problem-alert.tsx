import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ApiProblem } from '../api/problem';
import { useText } from '../language/language';

/** Why a command was not done, and that nothing typed is lost. */
export function ProblemAlert({ problem }: Readonly<{ problem: ApiProblem | null | undefined }>) {
  const t = useText();
  if (!problem) return null;
  const [title, description] = problem.isOutdated
    ? [
        t('刚才有人修改了这个对象', 'Somebody has just changed this'),
        t(
          '您填写的内容还在。请查看最新内容，确认后再提交。',
          'What you typed is kept. Look at what it is now, then send again.',
        ),
      ]
    : problem.isUnreachable
      ? [
          t('没有连上服务', 'The service could not be reached'),
          t(
            '您填写的内容还在。网络恢复后再次提交，不会重复登记。',
            'What you typed is kept. Send again when you are back online; it is recorded once.',
          ),
        ]
      : [problem.message, problem.ruleId ? `${t('规则', 'Rule')} ${problem.ruleId}` : undefined];
  return (
    <div role="alert">
      <Alert
        type={problem.isOutdated || problem.isUnreachable ? 'warning' : 'error'}
        showIcon
        style={{ marginBottom: 16 }}
        title={title}
        description={description}
        action={problem.isOutdated && <ReadAgain />}
      />
    </div>
  );
}

/** Reads what is on screen again, so that one decides upon what it is now. */
function ReadAgain() {
  const t = useText();
  const queryClient = useQueryClient();
  return (
    <Button size="small" onClick={() => void queryClient.invalidateQueries()}>
      {t('查看最新内容', 'Show what it is now')}
    </Button>
  );
}
