/**
 * The format that a configuration says its weights are stored in, by the names of the table of weight formats where it
 * has one (`fp8-block`, `nvfp4`, `awq-int4-g128`), else the method or data type as written. Undefined when not said.
 *
 * `quantization_config` differs by tool: FP8 with a `weight_block_size` is in blocks, and has FP4 experts where
 * `expert_dtype` says so (DeepSeek-V4); compressed-tensors and ModelOpt state bits, type and group size.
 */
export function configFormat(fields: Readonly<Record<string, unknown>>): string | undefined {
  const quantisation = fields['quantization_config'];
  if (!isRecord(quantisation)) return text(fields['torch_dtype']) ?? text(fields['dtype']);
  const method = text(quantisation['quant_method']);
  if (method === 'fp8') {
    if (fields['expert_dtype'] === 'fp4') return 'mxfp4-fp8';
    return Array.isArray(quantisation['weight_block_size']) ? 'fp8-block' : 'fp8';
  }
  if (method === 'bitsandbytes') return quantisation['load_in_8bit'] === true ? 'int8-weight-only' : 'nf4';
  if (method === 'awq' || method === 'gptq')
    return quantisation['bits'] === 4
      ? `${method}-int4-g${Number(quantisation['group_size'] ?? 128)}`
      : method;
  return algorithm(quantisation) ?? grouped(quantisation) ?? method;
}

/** ModelOpt names its algorithm. */
function algorithm(quantisation: Readonly<Record<string, unknown>>): string | undefined {
  const name = text(quantisation['quant_algo'])?.toLowerCase();
  return name === 'nvfp4' || name === 'fp8' ? name : undefined;
}

/** The weights of the first group of compressed-tensors. */
function grouped(quantisation: Readonly<Record<string, unknown>>): string | undefined {
  const groups = quantisation['config_groups'];
  const first = isRecord(groups) ? Object.values(groups)[0] : undefined;
  const weights = isRecord(first) ? first['weights'] : undefined;
  if (!isRecord(weights)) return undefined;
  const { num_bits: bits, type, group_size: size, block_structure: blocks } = weights;
  if (bits === 8 && type === 'float') return Array.isArray(blocks) ? 'fp8-block' : 'fp8';
  if (bits === 8 && type === 'int') return 'int8-w8a8';
  if (bits === 4 && type === 'float') return size === 32 ? 'mxfp4' : 'nvfp4';
  return bits === 4 && type === 'int' ? `gptq-int4-g${Number(size ?? 128)}` : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
