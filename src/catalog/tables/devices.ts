import * as z from 'zod/v4';
import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const HARDWARE_CLASSES = [
  'datacenter-gpu',
  'workstation-gpu',
  'consumer-gpu',
  'tpu',
  'asic',
  'apple',
  'jetson',
  'edge-accelerator',
  'phone-npu',
  'single-board-computer',
  'cpu',
  'api',
] as const;

/** Hardware on which speed was measured and that is not in the accelerators table. */
export const devices = defineTable({
  id: 'devices',
  title: 'Phones, boards, CPUs and edge modules on which speed was measured',
  key: ['id'],
  columns: {
    id: column('Device', identifier),
    class: column('Class', z.enum(HARDWARE_CLASSES)),
    name: column('Name', text),
    memoryGb: column('Memory (GB)', optional(positive)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});
