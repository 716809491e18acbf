import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { driftMetrics } from '../../src/answers/drift-metrics.ts';
import { promtool } from '../support/debian-tools.ts';
import { EXAMPLE } from '../support/drift-report-example.ts';

const tool = promtool();
if ('missing' in tool) process.stdout.write(`drift-metrics: promtool skipped, ${tool.missing}\n`);
const text = driftMetrics(EXAMPLE, 'fraud', 1_795_564_800);

describe('a drift report as Prometheus text', () => {
  test('holds each figure that the rules watch', () => {
    expect(text).toContain('ml_drift_psi{service="fraud",column="age"} 0.41\n');
    expect(text).toContain('ml_drift_psi_no_drift_p99{service="fraud",column="age"} 0.0087\n');
    expect(text).toContain('ml_data_missing_share{service="fraud",column="age",side="current"} 0.012\n');
    expect(text).toContain('ml_drift_rows{service="fraud",side="current"} 5000\n');
    expect(text).toContain('ml_drift_last_run_timestamp_seconds{service="fraud"} 1795564800\n');
  });

  test('escapes names', () => {
    const named = driftMetrics(
      {
        ...EXAMPLE,
        columns: EXAMPLE.columns.slice(0, 1).map((column) => ({ ...column, column: 'a"b\\c\nd' })),
      },
      'fraud',
      0,
    );
    expect(named).toContain('column="a\\"b\\\\c\\nd"');
  });

  test.skipIf('missing' in tool)('reads well to promtool', () => {
    const { status, stdout, stderr } = spawnSync('path' in tool ? tool.path : '', ['check', 'metrics'], {
      input: text,
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`).toBe('');
    expect(status).toBe(0);
  });
});
