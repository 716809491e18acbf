import type { ServingCase } from '../../../scripts/serving/serving-case.ts';
import type { ModelShape } from '../../../src/engines/memory/model-shape.ts';
import type { Device, Layout } from '../../../src/engines/serving/workload.ts';
import { type FormatName, one, runtime, serving } from '../../engines/serving/published-devices.ts';

/** A closed loop on one copy, time per output token asked, with what a test is about given. */
export function servingCase(
  about: {
    readonly shape: ModelShape;
    readonly format: FormatName;
    readonly device: Device;
    readonly layout?: Layout;
    readonly concurrency?: number;
    readonly input?: number;
    readonly output?: number;
  } & Partial<Omit<ServingCase, 'workload' | 'device' | 'layouts' | 'format'>>,
): ServingCase {
  const {
    shape,
    format,
    device,
    layout = one,
    concurrency = 32,
    input = 1024,
    output = 1024,
    ...rest
  } = about;
  return {
    id: 'made',
    source: 'made',
    engine: 'vLLM',
    gpu: 'H100-SXM',
    model: 'Llama-3.1-8B',
    kind: shape.experts === undefined ? 'dense' : 'mixture of experts',
    generation: device.generation,
    group: 'made',
    format,
    quantity: 'time per output token',
    measured: 1,
    arrival: { kind: 'closed', concurrency, pattern: 'waves' },
    workload: serving(shape, format, input, output),
    device,
    layouts: [layout],
    copies: 1,
    runtime: runtime(),
    ...rest,
  };
}
