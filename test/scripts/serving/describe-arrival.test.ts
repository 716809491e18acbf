import { describe, expect, it } from 'vitest';
import { arrivalOf } from '../../../scripts/serving/describe-arrival.ts';
import { row } from './published-row.ts';

const of = (given: Parameters<typeof row>[0], scenario?: Parameters<typeof arrivalOf>[2]) =>
  arrivalOf(row(given), 'Llama-2-70B', scenario);

describe('arrivalOf', () => {
  it('reads closed loops by who ran them: waves of InferenceX, steady or burst of NVIDIA, batches of Neuron', () => {
    expect(of({})).toEqual({ kind: 'closed', concurrency: 32, pattern: 'waves' });
    expect(of({ notes: 'NVIDIA internal run' })).toMatchObject({ pattern: 'steady' });
    expect(
      of({ notes: 'NVIDIA internal run', framework: 'SGLang', framework_version: '0.5.1' }),
    ).toMatchObject({
      pattern: 'burst',
    });
    expect(of({ framework: 'Transformers NeuronX' })).toMatchObject({ pattern: 'batch' });
  });

  it('reads saturation, Poisson rates with their 200 prompts, and static batches', () => {
    expect(of({ concurrency_or_batch: 'saturated' })).toEqual({ kind: 'saturated' });
    expect(of({ concurrency_or_batch: 'Poisson 2.5 req/s' })).toEqual({
      kind: 'poisson',
      requestsPerSecond: 2.5,
      requests: 200,
    });
    expect(of({ notes: 'static batching' })).toEqual({ kind: 'static', batch: 32 });
  });

  it('knows what MLPerf limits: nothing offline, 200 ms a token of Llama-2-70B as a server, 40 ms interactive', () => {
    expect(of({}, 'Offline')).toEqual({ kind: 'offline' });
    expect(of({}, 'Server')).toEqual({ kind: 'limited', timePerOutputToken: 0.2 });
    expect(of({}, 'Interactive')).toEqual({ kind: 'limited', timePerOutputToken: 0.04 });
  });

  it('refuses a load that is not published', () => {
    expect(() => of({ concurrency_or_batch: '' })).toThrow('concurrency not published');
  });
});
