/** Tests run as built: `tsc -b` first, then the emitted modules. Stories and chaos start the whole stack. */
export default {
  testEnvironment: 'node',
  // A broker or a seed comes up within a second; a machine that is busy with other things may take ten times as long.
  testTimeout: 30_000,
  transform: {},
  reporters: ['default', '<rootDir>/tools/model-runs.mjs'],
  maxWorkers: 2,
  workerIdleMemoryLimit: '700MB',
  testMatch: [
    '<rootDir>/{apps,libs}/*/dist/**/*.test.js',
  ],
};
