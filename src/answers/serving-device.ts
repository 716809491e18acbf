import type { accelerators } from '../catalog/tables/accelerators.ts';
import type { TableOf } from '../contract/catalog.ts';
import type { Device } from '../engines/serving/workload.ts';

type RowOf<T> = T extends TableOf<infer Row> ? Row : never;
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
