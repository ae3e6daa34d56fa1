import { Alert, Button } from 'antd';
import { isProblem } from './problem.js';
import { refusalWords } from './refusal-words.js';

interface Trouble {
  error: unknown;
  /** Shown as 重试 where the same call may succeed later. */
  onRetry?: (() => void) | undefined;
  /** What 重试 repeats, where it is not plain from the place, e.g. 返工. */
  retried?: string | undefined;
}

/** A refusal or fault in the server's own words, told to a screen reader at once. */
export function ProblemAlert({ error, onRetry, retried = '' }: Trouble) {
  const problem = isProblem(error) ? error : null;
  const title = problem?.body.title ?? '页面出错了';
  const wait = problem?.retryAfterSeconds;
  const parts = [
    problem?.body.detail === undefined || problem.body.detail === title ? undefined : refusalWords(problem.body.detail),
    problem?.code === 'WRONG_STAGE' ? '情况已有变化，页面已刷新' : undefined,
    wait === null || wait === undefined ? undefined : `请 ${wait} 秒后再试。`,
  ].filter((part) => part !== undefined && part !== '');
  return (
    <Alert
      type={problem?.mayRepeat === true ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={title}
      {...(parts.length === 0 ? {} : { description: parts.map((part) => part?.replace(/。?$/, '。')).join('') })}
      {...(onRetry === undefined
        ? {}
        : {
            action: (
              <Button onClick={onRetry} type="default">
                重试{retried}
              </Button>
            ),
          })}
    />
  );
}
