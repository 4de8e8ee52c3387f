import { defineConfig } from 'vitest/config';

/** chdb binds one data directory per process, so every test file runs in a process of its own. */
export default defineConfig({
  test: {
    include: ['{src,test,simulate,bench}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
