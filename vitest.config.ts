import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/learn.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    pool: 'forks',
    // No test replaces a module, so files may share those they load, and the content that was trained once.
    isolate: false,
    maxWorkers: '100%',
  },
});
