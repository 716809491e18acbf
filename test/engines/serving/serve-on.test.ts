import { describe, expect, it } from 'vitest';
import { serveOn } from '../../../src/engines/serving/serve-on.ts';
import { llama8b } from '../memory/published-shapes.ts';
import { h100, serving } from './published-devices.ts';

describe('serveOn', () => {
  it('joins plan, path, price and the assumed values that it used', () => {
    const rental = {
      from: '2026-01-01',
      provider: 'A',
      tier: 'on-demand',
      accelerator: 'H100',
      usdPerHour: 3,
    };
    const service = serveOn({
      row: { id: 'H100', ...h100 },
      workload: serving(llama8b, 8),
      arithmetic: 'fp8',
      demand: { concurrency: 4 },
      assumed: (id) => (id.endsWith('-gib') || id.endsWith('-utilisation') ? 0.9 : 100),
      most: 8,
      rentals: [rental],
      today: '2026-11-23',
    });
    expect(service).toMatchObject({
      path: 'native',
      usdPerHour: 3,
      rental,
      plan: { accelerators: 1, carries: true },
    });
    expect(service.assumed).toContain('bandwidth-efficiency');
  });
});
