import { describe, expect, it } from 'vitest';
import { servingDevice } from '../../src/answers/serving-device.ts';
import { accelerators } from '../../src/catalog/tables/accelerators.ts';
import { realContext } from '../support/read-catalog.ts';

const rows = realContext().catalog.rows(accelerators);
const deviceOf = (id: string) => {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no accelerator ${id}`);
  return servingDevice(row);
};

describe('servingDevice', () => {
  it('keeps the figures of a row: 3,350 GB/s and 450 GB/s one way of an H100 SXM', () => {
    expect(deviceOf('H100-SXM')).toMatchObject({
      bandwidthGbPerSecond: 3350,
      linkGbPerSecond: 450,
      generation: 'hopper',
      memoryKind: 'hbm',
      consumer: false,
      graceHost: false,
    });
  });

  it('knows gaming cards, and what memory is shared with', () => {
    expect(deviceOf('RTX-4090')).toMatchObject({ consumer: true, memoryKind: 'gddr' });
    const kinds = rows
      .filter(({ memoryKind }) => memoryKind === 'unified')
      .map((row) => [row.class, servingDevice(row).memoryKind]);
    expect(kinds.length).toBeGreaterThan(3);
    for (const [kind, memory] of kinds) expect(memory).toBe(kind === 'apple' ? 'apple' : 'jetson');
  });

  it('knows Grace hosts, slower a core', () => {
    const grace = rows.filter(({ host }) => host === 'grace');
    expect(grace.length).toBeGreaterThan(0);
    for (const row of grace) expect(servingDevice(row).graceHost).toBe(true);
  });
});
