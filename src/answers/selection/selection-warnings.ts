import { legalDuties } from '../../catalog/tables/legal-duties.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { type Citations, stalenessWarning } from '../../contract/citations.ts';
import { languageCoverage } from '../../engines/selection/language-coverage.ts';
import { atSize } from '../../engines/selection/trusted-score.ts';
import { type RankedModel, type Ranking, sideOf } from './rank-models.ts';
import type { SelectionFacts } from './selection-facts.ts';
import { purposesKnown, type Wanted } from './wanted.ts';

/** Law that stands before the choice for this task. */
export function lawWarnings(task: string, catalog: Catalog, cited: Citations, today: string): string[] {
  return catalog
    .rows(legalDuties)
    .filter(({ tasks }) => tasks.includes(task))
    .flatMap(({ law, duty, source, asOf }) => {
      const stale = stalenessWarning(law, asOf, legalDuties.staleAfterDays, today);
      cited.cite(source);
      // an old statute is not a stale one: only a duty with dates ahead goes stale
      return [`${law}: ${duty}.`, ...(stale !== undefined && asOf >= '2025' ? [stale] : [])];
    });
}

/** What to know of the benchmark before trusting the order. */
export function benchmarkWarnings(ranking: Ranking, wanted: Wanted, facts: SelectionFacts): string[] {
  const { benchmark, missed, purpose, task } = ranking;
  const reading = facts.reading.get(benchmark?.id ?? '');
  const known = purposesKnown(task, facts);
  const foreign = wanted.languages.filter((code) => code !== 'en');
  const english = task !== 'translation' && foreign.length > 0 && /(^|-)eng?(-|$)/.test(benchmark?.id ?? '');
  return [
    ...(wanted.purpose !== undefined && purpose === undefined
      ? [
          `No benchmark in the tables stands for the purpose "${wanted.purpose}"; ranked as for no purpose. Known for ${task}: ${known.length === 0 ? 'none' : known.join(', ')}.`,
        ]
      : []),
    ...(purpose?.advice === undefined ? [] : [`${sentence(purpose.advice)}.`]),
    ...(missed === undefined
      ? []
      : [
          `No two models known to fit have a figure on ${missed.name}, which would decide${benchmark === undefined ? '' : `; ranked by ${benchmark.name} instead`}.`,
        ]),
    ...(reading?.warning === undefined ? [] : [`${sentence(reading.warning)}.`]),
    ...(english
      ? [`The figures are English: none in the tables compares these models in ${foreign.join(', ')}.`]
      : []),
  ];
}

/** Something to know of some of the candidates shown. */
export type Doubt = { readonly words: string; readonly models: readonly string[] };

/** One sentence for each kind of doubt, over all choices of an answer. */
export function doubtSentences(doubts: readonly Doubt[]): string[] {
  const merged = new Map<string, string[]>();
  for (const { words, models } of doubts) merged.set(words, [...(merged.get(words) ?? []), ...models]);
  return [...merged].map(([words, models]) => `${words}: ${models.join(', ')}.`);
}

/** What to know of the candidates shown. */
export function candidateDoubts(
  shown: readonly RankedModel[],
  ranking: Ranking,
  wanted: Wanted,
  facts: SelectionFacts,
): Doubt[] {
  const named = (test: (entry: RankedModel) => boolean): string[] =>
    shown.filter(test).map(({ model }) => model.id);
  const place = wanted.device ?? wanted.hardware;
  const line = (models: string[], words: string): Doubt[] => (models.length === 0 ? [] : [{ words, models }]);
  const coverage = ({ model }: RankedModel) =>
    languageCoverage(model.languages, { codes: wanted.languages, atLeast: wanted.minLanguages });
  const runnable = wanted.hardware !== 'api' && place !== undefined;
  return [
    ...line(
      named(({ model }) => model.status === 'unmaintained'),
      'Unmaintained',
    ),
    ...line(
      named(({ score }) => score?.measuredBy === 'vendor' || score?.measuredBy === 'author'),
      'Accuracy is its maker’s own figure',
    ),
    ...line(
      named(({ score }) => score?.measuredBy === 'relayed'),
      'Accuracy is relayed, not read at its source',
    ),
    ...line(
      named(
        ({ score, row }) => score !== undefined && ['int8', 'int4', 'fp8'].includes(row?.precision ?? ''),
      ),
      'Speed is of the quantised model, accuracy of the original',
    ),
    ...line(named(sizesDiffer), 'Accuracy and speed are at different input sizes'),
    ...line(
      named((entry) => runnable && entry.row === undefined),
      `Not measured on ${place}`,
    ),
    ...line(
      named((entry) => coverage(entry) === 'likely'),
      'Languages only counted by its makers, taken to hold yours',
    ),
    ...line(
      named((entry) => coverage(entry) === 'unknown' && entry.model.access === 'api'),
      'Languages not stated by the vendor',
    ),
    ...line(
      named(({ shipping }) => shipping !== 'yes'),
      'Licence with conditions or unclear (no legal advice)',
    ),
    ...leaking(shown, ranking, facts),
  ];
}

function sizesDiffer({ score, row }: RankedModel): boolean {
  const side = /\d+ ?(px|x\d+)/.exec(row?.input ?? '')?.[0];
  const timed = sideOf(side);
  return timed !== undefined && score?.input !== undefined && !atSize(score.input, timed);
}

/** Models shown whose entry on another board of the task declares that it saw the test data. */
function leaking(shown: readonly RankedModel[], { task }: Ranking, facts: SelectionFacts): Doubt[] {
  const boards = new Set(
    facts.benchmarksOf(task).flatMap(({ id, rank }) => (rank === 0 && id.includes('leak') ? [id] : [])),
  );
  const models = shown
    .filter(({ model }) => model.scores.some(({ benchmark }) => boards.has(benchmark)))
    .map(({ model }) => model.id);
  return models.length === 0 ? [] : [{ words: 'Trained on test data of a leaderboard', models }];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
