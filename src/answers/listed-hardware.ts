import { accelerators } from '../catalog/tables/accelerators.ts';
import { devices } from '../catalog/tables/devices.ts';
import type { Catalog, RowOf } from '../contract/catalog.ts';
import { rowCalled } from '../contract/row-called.ts';

export type HardwareRow = RowOf<typeof accelerators> | RowOf<typeof devices>;

/** Everything on which speed may have been measured: accelerators, then phones, boards and CPUs. */
export function listedHardware(catalog: Catalog): HardwareRow[] {
  return [...catalog.rows(accelerators), ...catalog.rows(devices)];
}

/** @throws InputError of the field `device`, with the nearest names. */
export function hardwareCalled(catalog: Catalog, id: string): HardwareRow {
  return rowCalled(listedHardware(catalog), id, 'device', 'device');
}
