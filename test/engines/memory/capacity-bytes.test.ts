import { describe, expect, it } from 'vitest';
import { capacityBytes } from '../../../src/engines/memory/capacity-bytes.ts';
import { b200, h100 } from '../serving/published-devices.ts';

describe('capacityBytes', () => {
  it('is what the driver reports, else the decimal gigabytes', () => {
    expect(capacityBytes(h100)).toBe(81559 * 1024 ** 2);
    expect(capacityBytes(b200)).toBe(180e9);
  });
});
