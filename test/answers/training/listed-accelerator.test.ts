import { describe, expect, it } from 'vitest';
import { listedAccelerator } from '../../../src/answers/training/listed-accelerator.ts';
import { realContext } from '../../support/read-catalog.ts';

describe('listedAccelerator', () => {
  const { catalog } = realContext();

  it.each([
    ['h100_80gb', 'H100-SXM'],
    ['a100_40gb', 'A100-40GB-SXM'],
    ['a100_80gb', 'A100-80GB-SXM'],
    ['DGX-GB200', 'GB200'],
    ['NVIDIA A100-SXM4-80GB', 'A100-80GB-SXM'],
    ['NVIDIA H100 80GB HBM3', undefined],
    ['A6000', 'RTX-A6000'],
    ['RTX 4090', 'RTX-4090'],
    ['NVIDIA L40S', 'L40S'],
    ['MI300X', 'MI300X'],
    ['TPU v9', undefined],
    ['', undefined],
  ])('reads "%s" as %s', (name, id) => {
    expect(listedAccelerator(name, catalog)?.id).toBe(id);
  });
});
