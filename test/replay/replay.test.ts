import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { DeterminismViolationError } from '@temporalio/workflow';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';

/** Histories of every released version of the workflows: today's code must still read them. No server is needed. */
const folder = fileURLToPath(new URL('../../replay/histories/', import.meta.url));
const bundle = fileURLToPath(new URL('../../../workflows/dist/workflow-bundle.js', import.meta.url));
const read = (file: string): unknown => JSON.parse(readFileSync(folder + file, 'utf8'));
const files = readdirSync(folder);

describe('saved histories', () => {
  test('there are some', () => {
    expect(files.length).toBeGreaterThanOrEqual(4);
  });

  test.each(files)('%s replays', async (file) => {
    await Worker.runReplayHistory({ workflowBundle: { codePath: bundle } }, read(file));
  });

  test('a changed order of steps makes a replay fail', async () => {
    const workflowsPath = fileURLToPath(new URL('./reordered/workflow.js', import.meta.url));
    const { code } = await bundleWorkflowCode({ workflowsPath });
    const replay = Worker.runReplayHistory({ workflowBundle: { code } }, read('1-grid-whistle.json'));
    await expect(replay).rejects.toThrow(DeterminismViolationError);
  });
});

test('one copy of protobufjs serves the engine’s packages: a nested one breaks replay', () => {
  const path = fileURLToPath(new URL('../../../node_modules/protobufjs/package.json', import.meta.url));
  expect((JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version).toMatch(/^8\./);
});
