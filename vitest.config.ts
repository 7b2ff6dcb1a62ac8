import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 30_000,
    // What is polled for comes when it comes: a busy machine must not fail a test.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000,
  },
});
