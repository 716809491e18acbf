import type { Tool } from '../../contract/define-tool.ts';
import type { Library } from '../../contract/library.ts';
import type { Ports } from '../../contract/table-port.ts';

/**
 * Checks an installation: the tables open, the references are there, every tool answers its first example.
 * @returns 0 when all is well, 1 otherwise; each line says what was found and how to mend it.
 */
export async function examine(
  {
    tools,
    library,
    today,
    ports,
  }: {
    readonly tools: Readonly<Record<string, Tool>>;
    readonly library: Library;
    readonly today: string;
    readonly ports: Ports;
  },
  out: (line: string) => void,
): Promise<number> {
  let faults = 0;
  const check = async (what: string, probe: () => string | Promise<string>, mend: string): Promise<void> => {
    try {
      out(`ok    ${what}: ${await probe()}`);
    } catch (error) {
      faults += 1;
      out(`FAIL  ${what}: ${error instanceof Error ? error.message : String(error)}\n      ${mend}`);
    }
  };
  const reinstall = 'Run install.sh again from a checkout.';
  await check('Node', () => process.version, 'Install Node 20.19 or newer.');
  await check(
    'tables',
    () => {
      const counts = library.tables().map(({ id }) => library.readTable(id)?.length ?? 0);
      return `${counts.length} tables, ${counts.reduce((sum, count) => sum + count, 0)} rows`;
    },
    reinstall,
  );
  await check('references', () => `${library.references().length} files`, reinstall);
  try {
    out(`ok    data files: ${await ports.tables.examine()}`);
  } catch (error) {
    // the other tools work without it
    out(`note  data files: ${error instanceof Error ? error.message : String(error)}`);
  }
  for (const tool of Object.values(tools)) {
    const [example] = tool.examples;
    await check(
      tool.name,
      async () => {
        const { structured } = await tool.execute(example?.input, {
          catalog: library.catalog,
          today,
          ports,
        });
        return String(structured['verdict']);
      },
      reinstall,
    );
  }
  return faults === 0 ? 0 : 1;
}
