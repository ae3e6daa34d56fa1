import type { Activation } from '../api.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useScore } from './activation-queries.js';
import { scoreWords } from './activation-words.js';
import './steps.css';

/** 评分 once it is over: each part with what it was counted from. */
export function ScorePanel({ activation }: { activation: Activation }) {
  const isOver = activation.phase === 'standingDown' || activation.phase === 'ended';
  const score = useScore(activation.id, isOver);
  // Not everybody sees it, and it is not there before its time: then there is nothing to say.
  if (!isOver || score.isPending || (isProblem(score.error) && !score.error.mayRepeat)) return null;
  if (score.isError) return <ProblemAlert error={score.error} onRetry={() => void score.refetch()} />;
  return (
    <section aria-labelledby="score-head">
      <h2 id="score-head">
        {activation.drill ? '演练' : '响应'}评分 <strong className="score-sum">{score.data.score.toFixed(1)}</strong> / 100
      </h2>
      <table className="score">
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">权重</th>
            <th scope="col">得分</th>
            <th scope="col">依据</th>
          </tr>
        </thead>
        <tbody>
          {score.data.parts.map(({ name, weight, score: points, counted, of }) => (
            <tr key={name}>
              <th scope="row">{scoreWords(name)}</th>
              <td>{weight}</td>
              <td>{points.toFixed(1)}</td>
              <td>
                {counted} / {of}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
