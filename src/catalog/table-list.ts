import type { TableDefinition } from './define-table.ts';
import { accelerators } from './tables/accelerators.ts';
import { accuracy } from './tables/accuracy.ts';
import { apiLifecycle } from './tables/api-lifecycle.ts';
import { apiPrices } from './tables/api-prices.ts';
import { architectures } from './tables/architectures.ts';
import { batchDiscounts } from './tables/batch-discounts.ts';
import { benchmarks } from './tables/benchmarks.ts';
import { burnRateWindows } from './tables/burn-rate-windows.ts';
import { components } from './tables/components.ts';
import { defaults } from './tables/defaults.ts';
import { devices } from './tables/devices.ts';
import { gpuPrices } from './tables/gpu-prices.ts';
import { licences } from './tables/licences.ts';
import { metricNames } from './tables/metric-names.ts';
import { models } from './tables/models.ts';
import { platformLimits } from './tables/platform-limits.ts';
import { seedClaims } from './tables/seed-claims.ts';
import { sources } from './tables/sources.ts';
import { speed } from './tables/speed.ts';
import { tasks } from './tables/tasks.ts';
import { weightFormats } from './tables/weight-formats.ts';

/** Every table there is, by id. The order is the order of listings. */
export const TABLES = {
  sources,
  tasks,
  benchmarks,
  licences,
  models,
  accuracy,
  speed,
  components,
  accelerators,
  devices,
  architectures,
  'weight-formats': weightFormats,
  'gpu-prices': gpuPrices,
  'api-prices': apiPrices,
  'batch-discounts': batchDiscounts,
  'api-lifecycle': apiLifecycle,
  'platform-limits': platformLimits,
  'metric-names': metricNames,
  'burn-rate-windows': burnRateWindows,
  defaults,
  'seed-claims': seedClaims,
} as const;

/** The same, for code that walks all tables and does not care which. */
export const ALL_TABLES: readonly TableDefinition[] = Object.values(TABLES);
