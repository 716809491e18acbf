import type { accelerators } from '../catalog/tables/accelerators.ts';
import type { RowOf } from '../contract/catalog.ts';
import type { Device } from '../engines/serving/workload.ts';

export type Accelerator = RowOf<typeof accelerators>;

/** An accelerator as the engines of time see it. */
export function servingDevice(row: Accelerator): Device {
  const shared = row.class === 'apple' ? 'apple' : 'jetson';
  return {
    ...row,
    memoryKind: row.memoryKind === 'unified' ? shared : row.memoryKind,
    consumer: row.class === 'consumer-gpu',
    graceHost: row.host === 'grace',
  };
}
