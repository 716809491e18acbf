import { describe, expect, it } from 'vitest';
import { servingDevice } from '../../src/answers/serving-device.ts';
import { servingWorkload } from '../../src/answers/serving-workload.ts';
import { shapeOfArchitecture } from '../../src/answers/shape-of-architecture.ts';
import { accelerators } from '../../src/catalog/tables/accelerators.ts';
import { architectures } from '../../src/catalog/tables/architectures.ts';
import { models } from '../../src/catalog/tables/models.ts';
import { servingPoints } from '../../src/catalog/tables/serving-points.ts';
import { weightFormats } from '../../src/catalog/tables/weight-formats.ts';
import { realContext } from '../support/read-catalog.ts';

const { catalog } = realContext();
const shapes = new Map(
  catalog.rows(architectures).map((row) => [row.model, shapeOfArchitecture(row, catalog)]),
);
const totals = new Map(catalog.rows(models).map(({ id, parametersM }) => [id, parametersM]));
const devices = new Map(catalog.rows(accelerators).map((row) => [row.id, servingDevice(row)]));
const formats = new Map(catalog.rows(weightFormats).map((row) => [row.id, row]));

/** Weights over the memory of all accelerators of a measured row; undefined where the tables lack its model or card. */
function shareOfMemory(row: (typeof points)[number]): number | undefined {
  const [shape, device, format] = [
    shapes.get(row.model),
    devices.get(row.accelerator),
    formats.get(row.weights),
  ];
  if (shape === undefined || device === undefined || format === undefined || row.count === undefined)
    return undefined;
  const parametersM = totals.get(row.model);
  const { weights } = servingWorkload({
    shape,
    parameters: parametersM === undefined ? undefined : parametersM * 1e6,
    format,
    kvElementBytes: 1,
    inputTokens: 1,
    outputTokens: 1,
  });
  const capacity = device.reportedMib === undefined ? device.memoryGb * 1e9 : device.reportedMib * 1024 ** 2;
  return weights.total / (row.count * capacity);
}
const points = catalog.rows(servingPoints);

describe('memory, against what was published to run', () => {
  it('declares no measured configuration impossible by its weights', () => {
    const shares = points.map((row) => ({ row, share: shareOfMemory(row) }));
    expect(shares.filter(({ share }) => share !== undefined).length).toBeGreaterThan(300);
    const impossible = shares.filter(({ share }) => (share ?? 0) > 1);
    expect(
      impossible.map(
        ({ row, share }) =>
          `${row.count} x ${row.accelerator}: ${row.model} ${row.weights} ${share?.toFixed(2)}`,
      ),
    ).toEqual([]);
  });
});
