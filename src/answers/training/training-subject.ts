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
  const vocabulary = trainingDefault(catalog, 'vocabulary');
  const plain = {
    parameters: parametersB * 1e9,
    layers: layers ?? 0,
    hiddenSize: hiddenSize ?? 0,
    vocabulary,
  };
  try {
    return {
      name: `a ${parametersB}B model`,
      model: trainedModelOfSize(plain),
      cites: [],
      warnings: [],
      assumptions: [
        `vocabulary ${vocabulary}, heads of 128, a gated feed-forward block: only the size was given`,
      ],
    };
  } catch (error) {
    if (error instanceof RangeError)
      throw inputError('parametersB', `${parametersB}: ${error.message}`, 'Check all three');
    throw error;
  }
}
