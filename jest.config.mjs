/** Tests run as built: `tsc -b` first, then the emitted modules. Stories and chaos start the whole stack. */
export default {
  testEnvironment: 'node',
  transform: {},
  reporters: ['default', '<rootDir>/tools/model-runs.mjs'],
  maxWorkers: 2,
  workerIdleMemoryLimit: '700MB',
  testMatch: [
    '<rootDir>/{apps,libs}/*/dist/**/*.test.js',
  ],
};
