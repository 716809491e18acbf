import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, describe, expect, test } from 'vitest';
import { type DriftReport, driftReport } from '../../src/answers/drift-report.ts';
import { driftReportHtml } from '../../src/answers/drift-report-html.ts';
import { html } from '../../src/answers/html.ts';
import { visit } from '../support/chromium-page.ts';
import { chromium } from '../support/debian-tools.ts';
import { EXAMPLE, HOSTILE } from '../support/drift-report-example.ts';

const page = driftReportHtml(EXAMPLE);
const BARE: DriftReport = {
  ...EXAMPLE,
  verdict: 'No column could be compared.',
  result: 'cannot_tell',
  columns: [],
  otherColumns: 0,
  skipped: [],
  schemaChanges: [],
  warnings: [],
  assumptions: [],
  sources: [],
};
delete (BARE as { trend?: unknown }).trend;
delete (BARE as { domainClassifier?: unknown }).domainClassifier;
delete (BARE as { estimatedPerformance?: unknown }).estimatedPerformance;

describe('the page of a drift report', () => {
  test('is of a report that the schema accepts', () => {
    expect(driftReport.safeParse(EXAMPLE).error).toBeUndefined();
  });

  test('begins with the verdict and holds each part', () => {
    const text = page
      .replace(/<style>[\s\S]*<\/style>/, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    expect(text.indexOf(EXAMPLE.verdict)).toBeLessThan(200);
    for (const part of [
      'Warnings',
      'Trend',
      'Columns',
      'Distributions',
      'All columns together',
      'Expected performance',
      'Schema',
      'Not compared',
      'Assumed',
      'Conventions',
      'Sources',
    ])
      expect(text).toContain(part);
    expect(text).toContain('3 more columns were compared');
    expect(text).toContain('First window with drift: 2026-08-11');
  });

  test('needs nothing from anywhere: no script, no address but the sources', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|javascript:|\son[a-z]+="/i);
    expect([...page.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, url]) => url)).toEqual([
      'https://scholarworks.wmich.edu/dissertations/3208',
    ]);
    expect(page).toContain("default-src 'none'");
  });

  test('escapes what the data calls itself', () => {
    for (const name of HOSTILE.slice(0, 3)) expect(page).not.toContain(name);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html`<p title="${'"'}">${'<b>'}${html`<i>${"'&"}</i>`}</p>`.markup).toBe(
      '<p title="&quot;">&lt;b&gt;<i>&#39;&amp;</i></p>',
    );
  });

  test('draws a histogram for each column with bins, and a trend with a gap where a window is empty', () => {
    expect(page.match(/class="histogram"/g)).toHaveLength(EXAMPLE.columns.length);
    expect(/class="worst-line" d="([^"]+)"/.exec(page)?.[1]?.match(/M/g)).toHaveLength(2);
    expect(page).not.toContain('NaN');
    expect(page).not.toContain('Infinity');
  });

  test('bars are as tall as the shares that they stand for', () => {
    const [upright] = /<svg class="histogram"[\s\S]*?<\/svg>/.exec(page) ?? [''];
    const heights = [...upright.matchAll(/class="current(?: worst)?"[^>]* height="([\d.]+)"/g)].map(
      ([, height]) => Number(height),
    );
    const rows = EXAMPLE.columns[0]?.histogram?.bins.map(({ current }) => current) ?? [];
    expect(heights).toHaveLength(rows.length);
    const most = Math.max(...rows);
    for (const [at, height] of heights.entries()) expect(height / 120).toBeCloseTo((rows[at] ?? 0) / most, 3);
  });

  test('opens what changed and leaves the rest closed', () => {
    expect(page.match(/<details class="card" id="column-\d+" open>/g)).toHaveLength(4);
  });

  test('a report without columns is a page too', () => {
    const bare = driftReportHtml(BARE);
    expect(bare).toContain('No column could be compared.');
    expect(bare).not.toContain('<h2>Trend');
    expect(bare.endsWith('</html>\n')).toBe(true);
  });

  test('a thousand columns give a page that a browser still opens: under seven megabytes', () => {
    const columns = Array.from({ length: 250 }, () => EXAMPLE.columns.slice(0, 4)).flat();
    const long = driftReportHtml({ ...EXAMPLE, columns });
    process.stdout.write(
      `drift page: ${page.length} bytes, ${encode(page).length} tokens; 1,000 columns ${long.length} bytes\n`,
    );
    expect(long.length).toBeLessThan(7e6);
  });
});

const browser = chromium();
if ('missing' in browser) process.stdout.write(`drift-report-html: Chromium skipped, ${browser.missing}\n`);

describe.skipIf('missing' in browser)('the page in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drift-page-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'drift.html');
  writeFileSync(path, page);

  test.each([
    [320, false],
    [390, false],
    [390, true],
    [1280, false],
  ])(
    'at %i pixels, dark %s: nothing scrolls sideways, asks the network or complains',
    async (width, dark) => {
      const seen = await visit('path' in browser ? browser.path : '', pathToFileURL(path).href, {
        width,
        dark,
        expression: `({
        alerts: typeof window.alerted,
        dark: getComputedStyle(document.body).backgroundColor,
        small: Math.min(...[...document.querySelectorAll('svg text')].map((text) => text.getBoundingClientRect().height).filter((height) => height > 0)),
        cards: document.querySelectorAll('details').length,
        elements: document.querySelectorAll('img, script').length,
      })`,
      });
      expect(seen.scrollWidth).toBeLessThanOrEqual(width);
      expect(seen.requests).toEqual([]);
      expect(seen.complaints).toEqual([]);
      expect(seen.value).toMatchObject({ cards: EXAMPLE.columns.length, elements: 0, alerts: 'undefined' });
      const { small, dark: paper } = seen.value as { small: number; dark: string };
      expect(small).toBeGreaterThan(8);
      expect(paper).toBe(dark ? 'rgb(19, 21, 23)' : 'rgb(251, 251, 250)');
      const shots = process.env['DRIFT_PAGE_SHOTS'];
      if (shots !== undefined)
        writeFileSync(join(shots, `drift-${width}${dark ? '-dark' : ''}.png`), seen.screenshot);
    },
    60_000,
  );
});
