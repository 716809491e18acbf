import type { ServingConstants } from '../../src/engines/serving/serving-constants.ts';
import { roofline } from './baselines.ts';
import { calibrate } from './calibration.ts';
import type { Errors } from './errors.ts';
import { summarise } from './errors.ts';
import type { Evidence } from './evidence.ts';
import { grouped } from './grouped.ts';
import { predict } from './predict.ts';
import { JUDGED, type Judged } from './quantities.ts';
import type { ServingCase } from './serving-case.ts';

/** What is left out of the fit that predicts a row; `none` predicts with the constants of the table. */
export type LeftOut = 'none' | 'model' | 'gpu' | 'source';

export type Predicted = {
  readonly given: ServingCase;
  /** Predicted over measured, less one. */
  readonly error: number;
  readonly roofline: number;
  /** The roofline times the one constant that fits the rows that were not left out. */
  readonly fittedRoofline: number;
};

/** Predicts every case, each with constants that were fitted without its model, accelerator or source. */
export function predictAll(
  { catalog, cases }: Pick<Evidence, 'catalog' | 'cases'>,
  constants: ServingConstants,
  leftOut: LeftOut,
): Predicted[] {
  const folds =
    leftOut === 'none' ? new Map([['', cases as ServingCase[]]]) : grouped(cases, (given) => given[leftOut]);
  return [...folds].flatMap(([member, fold]) => {
    const rest = leftOut === 'none' ? cases : cases.filter((given) => given[leftOut] !== member);
    const used = leftOut === 'none' ? constants : calibrate(catalog, rest);
    const scales = rooflineScales(rest);
    return fold.map((given) => {
      const flat = roofline(given);
      return {
        given,
        error: predict(given, used) / given.measured - 1,
        roofline: flat / given.measured - 1,
        fittedRoofline: (flat * (scales.get(given.quantity) ?? 1)) / given.measured - 1,
      };
    });
  });
}

/** For each quantity the constant that centres the roofline on the measured rows. */
function rooflineScales(cases: readonly ServingCase[]): ReadonlyMap<string, number> {
  return new Map(
    [...grouped(cases, ({ quantity }) => quantity)].map(([quantity, own]) => {
      const ratios = own.map((given) => given.measured / roofline(given)).sort((a, b) => a - b);
      return [quantity, ratios[Math.floor(ratios.length / 2)] ?? 1];
    }),
  );
}

export type ErrorsByQuantity = { readonly [Quantity in Judged]?: Errors };

/** Errors of each judged quantity; one without rows is absent. */
export function errorsOf(
  predicted: readonly Predicted[],
  of: 'error' | 'roofline' | 'fittedRoofline' = 'error',
): ErrorsByQuantity {
  const entries = Object.entries(JUDGED).flatMap(([quantity, counts]) => {
    const errors = summarise(predicted.filter(({ given }) => counts(given)).map((one) => one[of]));
    return errors === undefined ? [] : [[quantity, errors] as const];
  });
  return Object.fromEntries(entries);
}

/** The unweighted mean over the sources that have at least `least` rows of a quantity. */
export function meanOverSources(
  predicted: readonly Predicted[],
  quantity: Judged,
  least = 20,
): { readonly sources: number; readonly medianAbsoluteError: number; readonly p90AbsoluteError: number } {
  const each = [...grouped(predicted, ({ given }) => given.source).values()]
    .map((own) => errorsOf(own)[quantity])
    .filter((errors) => errors !== undefined && errors.rows >= least);
  const mean = (of: 'medianAbsoluteError' | 'p90AbsoluteError'): number =>
    each.reduce((sum, errors) => sum + (errors?.[of] ?? 0), 0) / each.length;
  return {
    sources: each.length,
    medianAbsoluteError: mean('medianAbsoluteError'),
    p90AbsoluteError: mean('p90AbsoluteError'),
  };
}
