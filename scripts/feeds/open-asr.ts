import { parse } from 'csv-parse/sync';
import { type Feed, FeedError, fileName, joined, type ObservedRow } from './feed.ts';

/** Column of each file to benchmark of ours. `-1` in the files means not measured. */
const BENCHMARKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'en_shortform.csv': {
    'Avg. WER': 'open-asr-en-shortform',
    'AMI WER': 'open-asr-en-ami',
    RTFx: 'open-asr-rtfx',
  },
  'en_longform.csv': { Average: 'open-asr-en-longform' },
  'multilingual.csv': { Avg: 'open-asr-multilingual' },
};

export const openAsr: Feed = {
  id: 'open-asr',
  title: 'Open ASR Leaderboard: word error rates',
  file: 'scripts/data/en_shortform.csv, en_longform.csv or multilingual.csv of huggingface/open_asr_leaderboard',
  read: (files, { modelsOf }) =>
    joined(
      files.map(({ path, text }) => {
        const columns = BENCHMARKS[fileName(path)];
        if (columns === undefined)
          throw new FeedError(
            `"${fileName(path)}" is none of ${Object.keys(BENCHMARKS).join(', ')}: give the file its published name`,
          );
        const rows = parse(text, {
          columns: true,
          skip_empty_lines: true,
          // published files mix line ends
          record_delimiter: ['\r\n', '\n'],
        }) as Record<string, string>[];
        const nameOf = (row: Record<string, string>): string => row['model'] ?? row['model_id'] ?? '';
        const missing = Object.keys(columns).filter((column) => !(column in (rows[0] ?? {})));
        if (missing.length > 0) throw new FeedError(`${path} lacks the column ${missing.join(', ')}`);
        return {
          sources: [
            {
              id: 'open-asr-leaderboard',
              title: 'Open ASR Leaderboard CSV files',
              url: 'https://github.com/huggingface/open_asr_leaderboard/tree/main/scripts/data',
            },
          ],
          observed: rows.flatMap((row) =>
            modelsOf(nameOf(row)).flatMap((model) =>
              Object.entries(columns).flatMap(([column, benchmark]): ObservedRow[] => {
                const value = row[column] ?? '';
                if (value === '' || Number(value) < 0) return [];
                // without CORAAL the average is of three sets: another benchmark
                if (benchmark === 'open-asr-en-longform' && row['coraal_avg'] === '') return [];
                return [
                  {
                    table: 'accuracy',
                    cells: {
                      model,
                      benchmark,
                      value,
                      measuredBy: 'leaderboard',
                      source: 'open-asr-leaderboard',
                    },
                  },
                ];
              }),
            ),
          ),
          unknown: rows.map(nameOf).filter((name) => modelsOf(name).length === 0),
          remarks: [],
        };
      }),
    ),
};
