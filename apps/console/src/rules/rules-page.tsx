import { Spin } from 'antd';
import { ProblemAlert } from '../http/problem-alert.js';
import { PublishForm } from './publish-form.js';
import { ReplanPanel } from './replan-panel.js';
import { useRuleVersions } from './rule-queries.js';
import { RuleVersions } from './rule-versions.js';
import './rules.css';

/** 规则: what is in force and what will be, the next version with its effect, and running cases moved to it. */
export function RulesPage() {
  const versions = useRuleVersions();
  return (
    <div className="rules">
      <h1>规则</h1>
      {versions.isError && <ProblemAlert error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取…
        </p>
      )}
      {versions.data !== undefined && (
        <>
          <section>
            <h2>版本</h2>
            <RuleVersions versions={versions.data} />
          </section>
          <section>
            <h2>发布新版</h2>
            <PublishForm versions={versions.data} />
          </section>
          <section>
            <h2>在办案件</h2>
            <ReplanPanel versions={versions.data} />
          </section>
        </>
      )}
    </div>
  );
}
