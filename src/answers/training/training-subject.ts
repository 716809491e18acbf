import type { Catalog } from '../../contract/catalog.ts';
import { inputError } from '../../contract/input-error.ts';
import { subjectOfName } from '../llm-subject.ts';
import { type TrainedModel, trainedModelOfShape, trainedModelOfSize } from './trained-network.ts';
import { trainingDefault } from './training-defaults.ts';

export type TrainingSubject = {
  readonly name: string;
  readonly model: TrainedModel;
  readonly cites: readonly string[];
  readonly warnings: readonly string[];
  readonly assumptions: readonly string[];
  readonly maximumContext?: number | undefined;
};

/**
 * The language model that is trained: a catalogue name, or parameters, layers and width.
 * @throws InputError where neither is whole, or both are given.
 */
export function trainingSubject(
  given: {
    readonly model?: string | undefined;
    readonly parametersB?: number | undefined;
    readonly layers?: number | undefined;
    readonly hiddenSize?: number | undefined;
  },
  catalog: Catalog,
): TrainingSubject {
  const { model, parametersB, layers, hiddenSize } = given;
  if (model !== undefined) {
    for (const [field, value] of Object.entries({ parametersB, layers, hiddenSize }))
      if (value !== undefined)
        throw inputError(
          field,
          `${value} is given beside model ${JSON.stringify(model)}`,
          'Send the name or the size',
        );
    const subject = subjectOfName(model, catalog);
    return {
      name: subject.name,
      model: trainedModelOfShape(subject.shape, subject.parameters),
      cites: subject.cites,
      warnings: subject.warnings.map((sentence) => sentence.replace('is sized as', 'is planned as')),
      assumptions: [],
      maximumContext: subject.maximumContext,
    };
  }
  if (parametersB === undefined)
    throw inputError(
      'model',
      'is missing',
      'Send the name of a language model, or parametersB, layers and hiddenSize',
    );
  for (const [field, value] of Object.entries({ layers, hiddenSize }))
    if (value === undefined)
      throw inputError(
        field,
        'is missing beside parametersB',
        'Send parametersB, layers and hiddenSize together',
      );
  const size = { parameters: parametersB * 1e9, layers: layers ?? 0, hiddenSize: hiddenSize ?? 0 };
  const [vocabulary, smaller] = [
    trainingDefault(catalog, 'vocabulary'),
    trainingDefault(catalog, 'small-vocabulary'),
  ];
  const large = sized(size, vocabulary);
  const found = typeof large === 'string' ? sized(size, smaller) : large;
  if (typeof found === 'string')
    throw inputError('parametersB', `${parametersB}: ${found}`, 'Check all three');
  return {
    name: `a ${parametersB}B model`,
    model: found,
    cites: [],
    warnings: [],
    assumptions: [
      `vocabulary ${found.vocabulary}, heads of 128, a gated feed-forward block: only the size was given`,
    ],
  };
}

/** The model, or why it cannot be. */
function sized(
  size: { readonly parameters: number; readonly layers: number; readonly hiddenSize: number },
  vocabulary: number,
): TrainedModel | string {
  try {
    return trainedModelOfSize({ ...size, vocabulary });
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
