/** One helm, away from the user's own settings, plugins and clusters. */
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The chart's folder, absolute. */
export const chart = fileURLToPath(new URL('../../helm/shaodao', import.meta.url));

/** `refused` is null when helm went well, else what it said. */
export class Helm {
  constructor(program, scratch) {
    this.program = program;
    const home = join(scratch, 'helm');
    mkdirSync(home, { recursive: true });
    this.env = {
      PATH: process.env.PATH,
      HOME: home,
      KUBECONFIG: join(home, 'no-cluster'),
      HELM_CACHE_HOME: home,
      HELM_CONFIG_HOME: home,
      HELM_DATA_HOME: home,
      HELM_PLUGINS: join(home, 'plugins'),
    };
  }

  async lint(values) {
    return this.#helm('lint', '--strict', '--quiet', chart, '--values', values);
  }

  /** `more`: values over those of the files, as an object. */
  async template({ values, more = {}, release = 'shaodao' }) {
    const files = values === undefined ? [] : ['--values', values];
    // The version keeps what is rendered the same whatever this helm holds for newest.
    const fixed = ['--namespace', 'shaodao', '--kube-version', '1.31.0', '--set-json', JSON.stringify(more)];
    return this.#helm('template', release, chart, ...files, ...fixed);
  }

  async #helm(...args) {
    try {
      const { stdout } = await run(this.program, args, { env: this.env, maxBuffer: 32 << 20, timeout: 60_000 });
      return { text: stdout, refused: null };
    } catch (error) {
      return {
        text: error.stdout ?? '',
        refused: `${error.stdout ?? ''}${error.stderr ?? ''}`.trim() || String(error),
      };
    }
  }
}

/** Two at a time, answers in order: helm is short and the machine small. */
export async function inPairs(items, work) {
  const answers = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [at, item] of queue) answers[at] = await work(item);
  };
  await Promise.all([lane(), lane()]);
  return answers;
}
