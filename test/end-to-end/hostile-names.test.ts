import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScanResult, scanResult } from '../../src/schema/result.ts';
import { hostileTexts, writeHostileExports } from './hostile-exports.ts';
import { type Ended, runSelvage } from './run-selvage.ts';

/** Exports in which every name, value and file name is an attack, scanned as a user would; what comes out is only text. */
const folder = mkdtempSync(join(tmpdir(), 'selvage-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let piped: Ended;
let table: Ended;
let result: ScanResult;

beforeAll(async () => {
  writeHostileExports(join(folder, 'exports'));
  const args = ['scan', join(folder, 'exports'), '--report', join(folder, 'report.html')];
  piped = await runSelvage([...args, '--json', '-']);
  table = await runSelvage(args);
  result = scanResult.parse(JSON.parse(piped.stdout));
}, 240_000);

const names = () => result.people.filter((person) => person.priority !== 'none').flatMap((person) => person.names);

test('the scan ends well, and only the file that is no export stays out', () => {
  expect([piped.code, table.code]).toEqual([0, 0]);
  expect(piped.stderr + table.stderr).not.toMatch(/^\s+at /m);
  const left_out = result.inputs.filter((input) => input.source === '').map((input) => input.file);
  expect(left_out.map((file) => file.replace(/^.*exports./, ''))).toEqual(['unknown <title> \u202e.json']);
});

test.each(hostileTexts.map((text) => [text.slice(0, 30), text]))('somebody called %j is listed', (_, text) => {
  const start = text.replaceAll('\u0000', '').slice(0, 20);
  expect(names().some((name) => name.replaceAll('\u0000', '').startsWith(start))).toBe(true);
});

test('the table holds no control or direction characters, and fits', () => {
  expect(table.stdout).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u200e\u200f]/u);
  expect(table.stdout).toContain('⟨RLO⟩gpj.exe');
  for (const line of table.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(110);
});

const executablePath = process.env['SELVAGE_CHROMIUM'] ?? '/usr/bin/chromium';
const missing = !existsSync(executablePath);

describe.skipIf(missing)(missing ? `SKIPPED, no Chromium at ${executablePath}: the report` : 'the report', () => {
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('dialog', async (dialog) => {
      problems.push(dialog.message());
      await dialog.dismiss();
    });
    await page.goto(pathToFileURL(join(folder, 'report.html')).href);
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
    // Whatever a mouse could set off.
    for (const name of await page.locator('li.person h3').all()) await name.hover();
  });
  afterAll(() => browser.close());

  test('asks for nothing, says nothing, runs nothing', async () => {
    const others = requests.filter((url) => !url.startsWith('data:'));
    expect(others).toEqual([pathToFileURL(join(folder, 'report.html')).href]);
    expect(problems).toEqual([]);
    expect(await page.evaluate('globalThis.hit')).toBeUndefined();
  });

  test('has no element and no link that it did not make itself', async () => {
    expect(await page.evaluate('document.querySelectorAll("script").length')).toBe(1);
    expect(await page.evaluate('document.querySelectorAll("style").length')).toBe(1);
    expect(await page.evaluate('document.querySelectorAll("img, iframe, object, embed, base, form, b").length')).toBe(
      0,
    );
    const strange = await page.evaluate(
      '[...document.querySelectorAll("*")].flatMap((e) => [...e.attributes]).filter((a) => /^on/.test(a.name) || (a.name === "href" && !/^(#[a-z0-9-]*|data:,)$/.test(a.value))).map((a) => a.name + "=" + a.value)',
    );
    expect(strange).toEqual([]);
  });

  test('shows the attacks as text, and what is hidden by name', async () => {
    const text = await page.locator('body').innerText();
    for (const hostile of hostileTexts)
      expect(text).toContain(hostile.slice(0, /\p{Cc}|\p{Cf}/u.test(hostile) ? 0 : 20));
    for (const shown of ['{{7*7}}${7*7}', '⟨RLO⟩gpj.exe', '␛[2J', 'links <img src=x onerror=alert(1)>.csv'])
      expect(text).toContain(shown);
    expect(text.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  });

  test.each([400, 1280])('nothing runs out of a page %i wide', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test('is of a size that opens at once', () => {
    expect(readFileSync(join(folder, 'report.html')).length).toBeLessThan(12_000_000);
  });
});
