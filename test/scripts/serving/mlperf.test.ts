import { describe, expect, it } from 'vitest';
import { lengthsOf, limitOf, scenarioOf } from '../../../scripts/serving/mlperf.ts';
import { row } from './published-row.ts';

const bare = row({ isl: '', osl: '' });

describe('the scenarios of MLPerf', () => {
  it('are read whatever their case, and nothing else is one', () => {
    expect(
      ['Offline', 'server', 'INTERACTIVE', '32', 'saturated', ''].map((concurrency_or_batch) =>
        scenarioOf(row({ concurrency_or_batch })),
      ),
    ).toEqual(['Offline', 'Server', 'Interactive', undefined, undefined, undefined]);
  });

  it('have the lengths of their data sets: 294 in and out of OpenOrca, 9,400 and 684 of the 405B set, 778 and at most 128 of CNN/DailyMail', () => {
    expect(lengthsOf(bare, 'Llama-2-70B', 'Offline', false)).toEqual([294, 294]);
    expect(lengthsOf(bare, 'Llama-3.1-405B', 'Server', false)).toEqual([9400, 684]);
    expect(lengthsOf(bare, 'Llama-3.1-8B', 'Offline', false)).toEqual([778, 128]);
  });

  it('yield to lengths that a row states', () => {
    expect(lengthsOf(row({ osl: '' }), 'Llama-2-70B', 'Offline', false)).toEqual([1024, 294]);
  });

  it('give no lengths to other rows: those are not published', () => {
    expect(() => lengthsOf(bare, 'Llama-2-70B', undefined, false)).toThrow('lengths not published');
    expect(() => lengthsOf(bare, 'Mixtral-8x7B', 'Offline', false)).toThrow('lengths not published');
    expect(lengthsOf(bare, 'Llama-2-70B', undefined, true)).toEqual([1, 1]);
  });

  it('limit each token by the rules of 5.1, and name what has no known limit', () => {
    expect([limitOf('Server', 'Llama-3.1-405B'), limitOf('Interactive', 'Llama-3.1-405B')]).toEqual([
      0.175, 0.08,
    ]);
    expect(() => limitOf('Interactive', 'Mixtral-8x7B')).toThrow(
      'limits of MLPerf Interactive for Mixtral-8x7B are not known',
    );
  });
});
