import { beforeAll, describe, expect, it } from 'vitest';
import { calibrate, rowsBehind } from '../../../scripts/serving/calibration.ts';
import { DEFAULT_CSV, type Evidence, readEvidence } from '../../../scripts/serving/evidence.ts';
import { servingConstantsOf } from '../../../src/answers/serving-constants-of.ts';
import { servingConstants } from '../../../src/catalog/tables/serving-constants.ts';

let evidence: Evidence;
beforeAll(() => {
  evidence = readEvidence(DEFAULT_CSV);
});

describe('calibrate', () => {
  it('moves fitted constants alone, keeps them near those of the table, and gives the same for the same', () => {
    const { catalog, cases } = evidence;
    const some = cases.filter((_, index) => index % 4 === 0);
    const standing = servingConstantsOf(catalog);
    const found = calibrate(catalog, some);
    expect(calibrate(catalog, some)).toEqual(found);
    for (const { id, basis } of catalog.rows(servingConstants)) {
      const [now, before] = [found[id as keyof typeof found], standing[id as keyof typeof found]];
      if (basis === 'fitted') expect(Math.abs(Math.log(now / before)), id).toBeLessThan(0.7);
      else expect(now, id).toBe(before);
    }
  });

  it('leaves the table as it stands without rows', () => {
    expect(calibrate(evidence.catalog, [])).toEqual(servingConstantsOf(evidence.catalog));
  });
});

describe('rowsBehind', () => {
  it('counts rows of each stage, and names every fitted constant', () => {
    const { catalog, cases } = evidence;
    const behind = rowsBehind(catalog, cases);
    const fitted = catalog.rows(servingConstants).filter(({ basis }) => basis === 'fitted');
    expect([...behind.keys()].sort()).toEqual(fitted.map(({ id }) => id).sort());
    expect(behind.get('launch-us')).toBeGreaterThan(behind.get('neuron-all-reduce-us') ?? 0);
    expect(behind.get('stream-layer-us')).toBe(
      cases.filter(({ arrival }) => arrival.kind === 'stream').length,
    );
  });
});
