import type { ColumnDrift, DriftReport } from './drift-report.ts';
import { sixDigits } from './figures.ts';

/** Rows of each part that an answer shows. */
const SHOWN = {
  concise: { columns: 6, statistics: 0, skipped: 5, windows: 4, names: 3, bins: 0 },
  full: { columns: 12, statistics: 4, skipped: 20, windows: 10, names: 5, bins: 1 },
} as const;

/** A complete report cut to what a conversation needs: the worst first, the rest counted. */
export function condenseDrift(
  report: DriftReport,
  detail: keyof typeof SHOWN,
  withProfile: boolean,
): DriftReport {
  const most = SHOWN[detail];
  const { columns, skipped, trend, profile, schemaChanges, ...rest } = report;
  const shown = columns.slice(0, most.columns);
  return {
    ...rest,
    columns: shown.map((column, at) =>
      condensedColumn(column, most.names, {
        statistics: at < most.statistics,
        histogram: at < most.bins,
      }),
    ),
    otherColumns: columns.length - shown.length,
    skipped: skipped.slice(0, most.skipped),
    schemaChanges: schemaChanges.slice(0, most.skipped),
    ...(trend === undefined
      ? {}
      : {
          trend: {
            timeColumn: trend.timeColumn,
            unit: trend.unit,
            // the latest windows say what is so now; the first with drift is named beside them
            windows: trend.windows.slice(-most.windows),
            otherWindows: Math.max(0, trend.windows.length - most.windows),
            ...(trend.firstDrifted === undefined ? {} : { firstDrifted: trend.firstDrifted }),
          },
        }),
    ...(withProfile && profile !== undefined ? { profile } : {}),
  };
}

function condensedColumn(
  { missing, newCategories, vanishedCategories, statistics, histogram, rows, ...column }: ColumnDrift,
  names: number,
  keep: { readonly statistics: boolean; readonly histogram: boolean },
): ColumnDrift {
  const fewer = (levels: NonNullable<ColumnDrift['newCategories']>) => ({
    ...levels,
    names: levels.names.slice(0, names),
  });
  return {
    ...column,
    psi: sixDigits(column.psi),
    adjustedPValue: sixDigits(column.adjustedPValue),
    ...(missing !== undefined && (missing.referenceShare > 0 || missing.currentShare > 0) ? { missing } : {}),
    ...(newCategories === undefined ? {} : { newCategories: fewer(newCategories) }),
    ...(vanishedCategories === undefined ? {} : { vanishedCategories: fewer(vanishedCategories) }),
    ...(keep.statistics && rows !== undefined ? { rows } : {}),
    ...(keep.statistics && statistics !== undefined ? { statistics } : {}),
    ...(keep.histogram && histogram !== undefined ? { histogram } : {}),
  };
}
