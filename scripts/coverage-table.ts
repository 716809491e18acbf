import { accelerators } from '../src/catalog/tables/accelerators.ts';
import { accuracy, type MEASURED_BY } from '../src/catalog/tables/accuracy.ts';
import { artefacts } from '../src/catalog/tables/artefacts.ts';
import { devices, HARDWARE_CLASSES } from '../src/catalog/tables/devices.ts';
import { models } from '../src/catalog/tables/models.ts';
import { speed } from '../src/catalog/tables/speed.ts';
import { tasks } from '../src/catalog/tables/tasks.ts';
import { markdownTable } from '../src/contract/markdown.ts';

type Catalog = {
  rows<Row extends object>(table: { readonly id: string; readonly '~row'?: Row }): readonly Row[];
};

/** Measured by someone who did not make the model. */
const INDEPENDENT: ReadonlySet<(typeof MEASURED_BY)[number]> = new Set([
  'independent',
  'leaderboard',
  'recomputed',
]);

/**
 * What the tables hold for each task: models, those with a figure of quality, those with one by somebody else than
 * their makers, figures of quality and speed, models with a size on disk, and the measured pairs by hardware class.
 */
export function coverageTable(catalog: Catalog): string {
  const classOf = new Map(
    [...catalog.rows(accelerators), ...catalog.rows(devices)].map((device) => [device.id, device.class]),
  );
  const speeds = catalog.rows(speed);
  const seen = HARDWARE_CLASSES.filter((hardware) =>
    speeds.some((row) => classOf.get(row.hardware) === hardware),
  );
  const line = (name: string, ids: ReadonlySet<string>): string[] => {
    const scored = catalog.rows(accuracy).filter(({ model }) => ids.has(model));
    const timed = speeds.filter(({ model }) => ids.has(model));
    const built = catalog
      .rows(artefacts)
      .filter(({ model, sizeMb }) => ids.has(model) && sizeMb !== undefined);
    return [
      name,
      String(ids.size),
      countModels(scored),
      countModels(scored.filter(({ measuredBy }) => INDEPENDENT.has(measuredBy))),
      dash(scored.length),
      dash(timed.length),
      countModels(built),
      ...seen.map((hardware) => dash(timed.filter((row) => classOf.get(row.hardware) === hardware).length)),
    ];
  };
  const all = catalog.rows(models);
  return markdownTable(
    [
      'Task',
      'Models',
      'With a score',
      'By others than the makers',
      'Figures of quality',
      'Figures of speed',
      'With size on disk',
      ...seen,
    ],
    [
      ...catalog
        .rows(tasks)
        .map((task) =>
          line(task.name, new Set(all.filter((model) => model.tasks.includes(task.id)).map(({ id }) => id))),
        )
        .filter(([, count]) => count !== '0'),
      line('All', new Set(all.map(({ id }) => id))),
    ],
  );
}

function countModels(rows: readonly { readonly model: string }[]): string {
  return dash(new Set(rows.map(({ model }) => model)).size);
}

function dash(count: number): string {
  return count === 0 ? '-' : String(count);
}
