import { type Feed, FeedError, type FeedFile, fileName, type ObservedRow } from './feed.ts';

/** The ten retrieval tasks of MTEB(eng, v2), with the split each is scored on. */
const RETRIEVAL: Readonly<Record<string, string>> = {
  ArguAna: 'test',
  CQADupstackGamingRetrieval: 'test',
  CQADupstackUnixRetrieval: 'test',
  ClimateFEVERHardNegatives: 'test',
  FEVERHardNegatives: 'test',
  FiQA2018: 'test',
  HotpotQAHardNegatives: 'test',
  SCIDOCS: 'test',
  'Touche2020Retrieval.v3': 'test',
  TRECCOVID: 'test',
};

type TaskResult = {
  readonly task_name?: string;
  readonly scores?: Readonly<
    Record<string, readonly { readonly hf_subset?: string; readonly main_score?: number }[]>
  >;
};

export const mteb: Feed = {
  id: 'mteb',
  title: 'MTEB results: mean of the ten retrieval tasks of MTEB(eng, v2)',
  file: 'a folder of one model and revision, results/ORG__MODEL/REVISION, of embeddings-benchmark/results',
  read(files, { modelsOf }) {
    const byModel = new Map<string, FeedFile[]>();
    for (const file of files) {
      const name = modelName(file.path);
      byModel.set(name, [...(byModel.get(name) ?? []), file]);
    }
    const observed: ObservedRow[] = [];
    const unknown: string[] = [];
    const remarks: string[] = [];
    for (const [name, own] of byModel) {
      const models = modelsOf(name);
      if (models.length === 0) unknown.push(name);
      const scores = new Map(own.flatMap((file) => scoreOf(file)));
      const missing = Object.keys(RETRIEVAL).filter((task) => !scores.has(task));
      if (missing.length > 0) {
        remarks.push(`${name}: no mean, the folder lacks ${missing.join(', ')}`);
        continue;
      }
      const mean = [...scores.values()].reduce((sum, score) => sum + score, 0) / scores.size;
      for (const model of models)
        observed.push({
          table: 'accuracy',
          cells: {
            model,
            benchmark: 'mteb-eng-v2-retrieval',
            value: (mean * 100).toFixed(2),
            measuredBy: 'recomputed',
            source: 'mteb-results',
          },
        });
    }
    return {
      sources: [
        {
          id: 'mteb-results',
          title: 'MTEB results repository',
          url: 'https://github.com/embeddings-benchmark/results/tree/main/results',
        },
      ],
      observed,
      unknown,
      remarks,
    };
  },
};

/** `.../ORG__MODEL/REVISION/Task.json` is `ORG/MODEL`. */
function modelName(path: string): string {
  const folder = path.split('/').at(-3) ?? '';
  if (!folder.includes('__'))
    throw new FeedError(`"${path}" does not lie under ORG__MODEL/REVISION, so it names no model`);
  return folder.replace('__', '/');
}

function scoreOf({ path, text }: FeedFile): [string, number][] {
  const task = fileName(path).replace(/\.json$/, '');
  const split = RETRIEVAL[task];
  if (split === undefined) return [];
  const result = JSON.parse(text) as TaskResult;
  const subset = result.scores?.[split]?.find(
    ({ hf_subset }) => hf_subset === 'default' || hf_subset === 'en',
  );
  if (subset?.main_score === undefined) throw new FeedError(`${path} has no main_score of split ${split}`);
  return [[task, subset.main_score]];
}
