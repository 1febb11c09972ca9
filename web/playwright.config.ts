// Real Chromium: Debian's, or the one that CHROMIUM names. Nothing is downloaded.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  // Two cores are the smallest machine that this has to pass on.
  workers: 2,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  // A machine that is busy otherwise is no fault of the program; what needed its second try is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1000, height: 800 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // A sandbox needs a user that is not root.
      args: process.getuid?.() == 0 ? ['--no-sandbox'] : [],
    },
  },
});
