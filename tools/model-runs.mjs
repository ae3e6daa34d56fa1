/** Jest reporter: prints runs and seed of every proof by random stories, and keeps their sum in test-results/model.json. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = join(fileURLToPath(new URL('..', import.meta.url)), 'test-results/model.json');
/** As `named` of libs/domain/src/case/fixture/runs.ts writes it. */
const PROOF = /^(.*) \((\d+) runs, seed (\d+)\)$/;

export default class ModelRuns {
  onRunComplete(_, { testResults }) {
    const tests = testResults.flatMap((suite) => suite.testResults);
    const proofs = tests.flatMap(({ title, status }) => {
      const [, name, runs, seed] = PROOF.exec(title) ?? [];
      return name === undefined ? [] : [{ name, runs: Number(runs), seed: Number(seed), status }];
    });
    if (proofs.length === 0) return;
    for (const { name, runs, seed, status } of proofs) console.log(`model: ${status}, ${runs} runs, seed ${seed}: ${name}`);
    const passed = proofs.filter(({ status }) => status === 'passed');
    const sum = passed.reduce((all, { runs }) => all + runs, 0);
    console.log(`model: ${sum} runs passed`);
    mkdirSync(dirname(file), { recursive: true });
    const seeds = Object.fromEntries(passed.map(({ name, seed }) => [name, seed]));
    writeFileSync(file, `${JSON.stringify({ runs: sum, seeds }, null, 2)}\n`);
  }
}
