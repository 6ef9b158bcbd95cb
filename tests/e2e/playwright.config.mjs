// Browser tests of the built page in dist/, under the headers that it is hosted with. One spec, one test:
//   npx playwright test -c tests/e2e serve -g "unknown path"
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig } from '@playwright/test';

/** The system's Chromium: Playwright's own is never downloaded. `make test` passes one that is known to start. */
function chromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const found = names
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  if (!found) throw new Error('No Chromium on PATH: install one, or name it in CHROMIUM.');
  return found;
}

export default defineConfig({
  timeout: 120_000, // axe on a busy machine; what a spec waits for has its own, shorter limit
  // When a wait is given up. A spec goes on as soon as what it expects is there; a machine that stalls for ten seconds fails none.
  expect: { timeout: 20_000 },
  testDir: '.',
  outputDir: '../../target/e2e/results',
  reporter: [['line'], ['json', { outputFile: '../../target/e2e/report.json' }]],
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  use: {
    browserName: 'chromium',
    locale: 'en-US',
    timezoneId: 'UTC',
    serviceWorkers: 'block', // offline.spec.mjs allows them: what they fetch passes by the routes of a test
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || chromium(),
      // No sandbox: containers run as root. The rest keeps the browser from calling home.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
