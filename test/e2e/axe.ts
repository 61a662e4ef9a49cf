import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';

const source = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong in a page: rule and element, a line each. Best practices count as well. */
export async function findViolations(frame: Frame): Promise<string[]> {
  await frame.evaluate(source);
  const { violations, passes } = await frame.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  // Without this, a page that axe could not look at would be a perfect one.
  assert.ok(passes.some(({ id }) => id === 'color-contrast'));
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}
