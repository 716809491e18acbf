import type { TablePort } from '../../contract/table-port.ts';

/** The port of `openTables`, whose code and drivers load with the first table that is asked for: most calls need none. */
export function lazyTables(
  options: Parameters<typeof import('./open-tables.ts')['openTables']>[0],
): TablePort {
  const load = async (): Promise<TablePort> => (await import('./open-tables.ts')).openTables(options);
  return {
    open: async (field, named, work) => await (await load()).open(field, named, work),
    readProfile: async (field, named) => await (await load()).readProfile(field, named),
    examine: async () => await (await load()).examine(),
  };
}
