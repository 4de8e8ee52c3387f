import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportData } from '../schema/report.ts';
import { renderReport } from './render-report.ts';
import { makeHostileReportData, makeReportData } from './report-fixture.ts';

const executablePath = process.env['SELVAGE_CHROMIUM'] ?? '/usr/bin/chromium';
const missing = !existsSync(executablePath);
const title = missing
  ? `SKIPPED, no Chromium at ${executablePath}: the report in a real browser`
  : 'the report in a real browser';

/** Flags of a browser that keeps to itself: what it asks of the network is what the page asked for. */
const args =
  '--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run'.split(
    ' ',
  );

describe.skipIf(missing)(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'selvage-report-'));
  let context: BrowserContext;
  const requests: string[] = [];
  const problems: string[] = [];

  beforeAll(async () => {
    context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath,
      args,
      headless: true,
      offline: true,
      viewport: { width: 1280, height: 900 },
    });
    await context.route('**/*', async (route) => {
      requests.push(route.request().url());
      await (route.request().url().startsWith('file:') ? route.continue() : route.abort());
    });
  });
  afterAll(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function openReport(data: ReportData, name: string, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, renderReport(data));
    requests.length = 0;
    problems.length = 0;
    const page = await context.newPage();
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('dialog', (dialog) => problems.push(dialog.message()));
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  test('asks for nothing but itself and logs nothing', async () => {
    const page = await openReport(makeReportData(), 'quiet');
    await page.click('#open-all');
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
    expect(requests.filter((url) => url.startsWith('file:'))).toHaveLength(1);
    expect(problems).toEqual([]);
    await page.close();
  });

  test('runs nothing of hostile names and values, and shows them as text', async () => {
    const page = await openReport(makeHostileReportData(), 'hostile');
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
    for (const link of await page.locator('.record .back a').all()) {
      expect(await link.getAttribute('href')).toMatch(/^#person-\d+-(finding|counter)-\d+$/);
    }
    expect(await page.evaluate('globalThis.hit')).toBeUndefined();
    expect(await page.evaluate('document.querySelectorAll("script").length')).toBe(1);
    expect(await page.evaluate('document.querySelectorAll("img, iframe, object, embed, base, form").length')).toBe(0);
    const targets = await page.evaluate(
      '[...document.querySelectorAll("[href]")].map((a) => a.getAttribute("href")).filter((href) => !/^(#[a-z0-9-]*|data:,)$/.test(href))',
    );
    expect(targets).toEqual([]);
    const text = await page.locator('body').innerText();
    for (const shown of [
      '<script>globalThis.hit=1</script>',
      "Robert'); DROP TABLE person;--",
      '⟨RLO⟩txt.exe⟨PDF⟩',
      '␛[2J',
      'Show all 100,000 characters',
    ])
      expect(text).toContain(shown);
    expect(text.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(problems).toEqual([]);
    await page.close();
  });

  test.each(['light', 'dark'] as const)('axe finds nothing serious or critical, %s', async (scheme) => {
    const page = await openReport(makeReportData({ entries: 100 }), `axe-${scheme}`, scheme);
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const found = (await page.evaluate(
      'axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations.filter((v) => ["serious", "critical"].includes(v.impact)).map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + n.failureSummary).join(" | ")))',
    )) as string[];
    expect(found).toEqual([]);
    await page.close();
  });

  test('the keyboard opens a person, a raw record, and comes back', async () => {
    const page = await openReport(makeReportData(), 'keyboard');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    const reach = async (test: string) => {
      for (let pressed = 0; pressed < 120; pressed += 1) {
        if (await page.evaluate(test)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`not reached with Tab: ${test}`);
    };
    await reach('document.activeElement.closest("#person-1 > summary") !== null');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.querySelector("#person-1").open')).toBe(true);
    await reach('document.activeElement.textContent.startsWith("Rests on")');
    await page.keyboard.press('Enter');
    await reach('document.activeElement.textContent === "Raw record"');
    await page.keyboard.press('Enter');
    await reach('document.activeElement.closest(".back") !== null');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('person-1-finding-1');
    await page.close();
  });

  test('a link to a raw record opens all that hides it, also when a filter hid the person', async () => {
    const page = await openReport(makeReportData(), 'jump');
    await page.fill('#search', 'greta');
    expect(await page.locator('li.person:visible').count()).toBe(1);
    await page.evaluate('location.hash = "#record-1"');
    await expect.poll(() => page.locator('#record-1').isVisible()).toBe(true);
    await page.close();
  });

  test('the theme button turns light to dark', async () => {
    const page = await openReport(makeReportData(), 'theme');
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const before = await ground();
    await page.click('#theme');
    expect(await ground()).not.toBe(before);
    await page.close();
  });

  test('print shows every person and finding, without controls and raw records', async () => {
    const page = await openReport(makeReportData(), 'print');
    await page.emulateMedia({ media: 'print' });
    const countHidden = () =>
      page.evaluate(
        '[...document.querySelectorAll("article.finding, .evidence li, .waterfall, .map svg")].filter((e) => !e.checkVisibility({ contentVisibilityAuto: true })).length',
      );
    await expect.poll(countHidden).toBe(0);
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(countHidden).toBeGreaterThan(20);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.controls').isVisible()).toBe(false);
    expect(await page.locator('.record').first().isVisible()).toBe(false);
    await page.close();
  });

  test.each([360, 768, 1600])('nothing runs out of a page %i wide', async (width) => {
    const page = await openReport(makeReportData({ entries: 60 }), `wide-${width}`);
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.close();
  });
});
