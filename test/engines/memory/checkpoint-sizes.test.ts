import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shapeOfArchitecture } from '../../../src/answers/shape-of-architecture.ts';
import { architectures } from '../../../src/catalog/tables/architectures.ts';
import { models } from '../../../src/catalog/tables/models.ts';
import { weightFormats } from '../../../src/catalog/tables/weight-formats.ts';
import { parametersByPart } from '../../../src/engines/memory/parameters-by-part.ts';
import { storedFormat, type WeightFormat } from '../../../src/engines/memory/stored-format.ts';
import { weightBytes } from '../../../src/engines/memory/weight-bytes.ts';
import { realContext } from '../../support/read-catalog.ts';

const AIM = 0.005;

const { catalog } = realContext();

/** MLX stores every matrix in groups of 64 with a 16-bit scale and bias; MXFP4 in groups of 32 with an 8-bit scale. */
function mlx(bits: number): WeightFormat {
  return { id: `mlx-${bits}`, bitsPerWeight: bits, embeddingBits: bits, covers: 'file', restBits: bits };
}

const ELSEWHERE: Readonly<Record<string, WeightFormat>> = {
  'mlx-4bit': mlx(4.5),
  'mlx-5bit': mlx(5.5),
  'mlx-6bit': mlx(6.5),
  'mlx-8bit': mlx(8.5),
  'mlx-mxfp4': mlx(4.25),
  'mlx-mxfp4-q8': {
    id: 'mlx-mxfp4-q8',
    bitsPerWeight: 4.25,
    embeddingBits: 8.5,
    covers: 'experts',
    restBits: 8.5,
  },
};

const checkpoints = readFileSync(new URL('../../evidence/checkpoint-sizes.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([model = '', format = '', bytes]) => ({ model, format, bytes: Number(bytes) }));

function formatNamed(name: string): WeightFormat {
  const id = name.replace('-on-disk', '');
  const format = ELSEWHERE[id] ?? catalog.rows(weightFormats).find((row) => row.id === id);
  if (format === undefined) throw new Error(`no format ${name}`);
  return format;
}

function errorOf({ model, format, bytes }: (typeof checkpoints)[number]): number {
  const row = catalog.rows(architectures).find((one) => one.model === model);
  if (row === undefined) throw new Error(`no architecture ${model}`);
  const shape = shapeOfArchitecture(row, catalog);
  const published = catalog.rows(models).find(({ id }) => id === model)?.parametersM;
  const parts = parametersByPart(shape, published === undefined ? undefined : published * 1e6);
  return weightBytes(storedFormat(formatNamed(format), shape, false), parts).total / bytes - 1;
}

describe('the size of real checkpoints', () => {
  it('is known for at least 20 models in at least 8 formats', () => {
    expect(new Set(checkpoints.map(({ model }) => model)).size).toBeGreaterThanOrEqual(20);
    expect(new Set(checkpoints.map(({ format }) => format)).size).toBeGreaterThanOrEqual(8);
  });

  it.each(checkpoints)('$model in $format is met within 0.5 %', (checkpoint) => {
    expect(Math.abs(errorOf(checkpoint))).toBeLessThan(AIM);
  });

  it('is met within 0.01 % for half of them', () => {
    const errors = checkpoints.map((one) => Math.abs(errorOf(one))).toSorted((a, b) => a - b);
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.0001);
  });

  it('needs no published total for text models: the configuration alone counts them to 0.05 %', () => {
    const text = catalog.rows(models).filter(({ tasks }) => !tasks.includes('vision-language'));
    const counted = catalog.rows(architectures).flatMap((row) => {
      const published = text.find(({ id }) => id === row.model)?.parametersM;
      const exact = published !== undefined && !Number.isInteger(published / 100);
      return exact ? [{ row, published }] : [];
    });
    expect(counted.length).toBeGreaterThan(50);
    for (const { row, published } of counted) {
      const { total } = parametersByPart(shapeOfArchitecture(row, catalog));
      expect(Math.abs(total / 1e6 / published - 1), row.model).toBeLessThan(0.0005);
    }
  });
});
