// Makes the picture of the README from a real scan of the example: node docs/images/make-picture.mjs
// Needs Chromium at /usr/bin/chromium, or named in SELVAGE_CHROMIUM.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'selvage-picture-'));
try {
  const report = join(folder, 'report.html');
  const args = ['bootstrap.mjs', 'scan', 'examples/meridian', '--report', report];
  execFileSync(process.execPath, args, { cwd: here('../..'), stdio: ['ignore', 'ignore', 'inherit'] });
  const executablePath = process.env.SELVAGE_CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1180, height: 900 }, colorScheme: 'light' });
  await page.goto(pathToFileURL(report).href);
  const person = page.locator('li.person').filter({ hasText: 'Leilani Vasquez' });
  await person.locator('summary').first().click();
  await person.evaluate((entry) => scrollTo(0, entry.getBoundingClientRect().top + scrollY - 70));
  await page.screenshot({ path: here('report-person.png') });
  await browser.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
