import { describe, expect, it } from 'vitest';
import { weightFormats } from '../../../src/catalog/tables/weight-formats.ts';
import { configFormat } from '../../../src/engines/memory/config-format.ts';
import { realContext } from '../../support/read-catalog.ts';

const groups = (weights: object) => ({ config_groups: { group_0: { weights } } });

/** As the configurations of these releases say it. */
const published: readonly (readonly [string, object, string])[] = [
  [
    'DeepSeek-V3',
    { quantization_config: { quant_method: 'fp8', weight_block_size: [128, 128] } },
    'fp8-block',
  ],
  [
    'DeepSeek-V4-Flash',
    { expert_dtype: 'fp4', quantization_config: { quant_method: 'fp8', weight_block_size: [128, 128] } },
    'mxfp4-fp8',
  ],
  [
    'Kimi-K2.5',
    {
      quantization_config: {
        quant_method: 'compressed-tensors',
        ...groups({ num_bits: 4, type: 'int', group_size: 32 }),
      },
    },
    'gptq-int4-g32',
  ],
  [
    'Kimi-K3',
    {
      quantization_config: {
        quant_method: 'compressed-tensors',
        ...groups({ num_bits: 4, type: 'float', group_size: 32 }),
      },
    },
    'mxfp4',
  ],
  [
    'Gemma-4-31B-IT-NVFP4',
    {
      quantization_config: {
        quant_method: 'modelopt',
        ...groups({ num_bits: 4, type: 'float', group_size: 16 }),
      },
    },
    'nvfp4',
  ],
  ['gpt-oss-120b', { quantization_config: { quant_method: 'mxfp4' } }, 'mxfp4'],
  [
    'an AWQ export',
    { quantization_config: { quant_method: 'awq', bits: 4, group_size: 128 } },
    'awq-int4-g128',
  ],
  [
    'a QLoRA checkpoint',
    { quantization_config: { quant_method: 'bitsandbytes', load_in_4bit: true } },
    'nf4',
  ],
];

describe('configFormat', () => {
  it.each(published)('%s: %o is stored as %s', (_, fields, format) => {
    expect(configFormat({ ...fields })).toBe(format);
    expect(
      realContext()
        .catalog.rows(weightFormats)
        .map(({ id }) => id),
    ).toContain(format);
  });

  it('gives the data type where nothing is quantised, and nothing where nothing is said', () => {
    expect(configFormat({ torch_dtype: 'bfloat16' })).toBe('bfloat16');
    expect(configFormat({ quantization_config: null, dtype: 'float16' })).toBe('float16');
    expect(configFormat({})).toBeUndefined();
  });
});
