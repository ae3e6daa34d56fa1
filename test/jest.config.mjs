/** Tests of the whole stack, which runs beside them: `npm test` starts it and says where it is. */
export default {
  rootDir: '..',
  testEnvironment: 'node',
  transform: {},
  testTimeout: 120_000,
  testMatch: ['<rootDir>/workflows/dist/**/*.test.js', '<rootDir>/test/dist/**/*.test.js'],
};
