import { describe, expect, it } from 'vitest';
import { selectionFacts } from '../../../src/answers/selection/selection-facts.ts';
import { purposeOf } from '../../../src/answers/selection/wanted.ts';
import { apiPrices } from '../../../src/catalog/tables/api-prices.ts';
import { hostedNames } from '../../../src/catalog/tables/hosted-names.ts';
import { purposes } from '../../../src/catalog/tables/purposes.ts';
import { realContext } from '../../support/read-catalog.ts';

const { catalog } = realContext();
const facts = selectionFacts(catalog);
const named = catalog.rows(purposes).filter(({ id }) => id !== 'general');

describe('purposeOf', () => {
  it.each([
    ['own classes from our factory', 'object-detection', 'custom-classes'],
    ['transcripts of a meeting', 'speech-to-text', 'meetings'],
    ['100,000 classes', 'image-classification', 'many-classes'],
    ['distance in metres for a robot', 'depth-estimation', 'metres'],
    ['custom-classes', 'object-detection', 'custom-classes'],
    ['brewing tea', 'object-detection', undefined],
  ])('reads "%s" for %s as %s', (words, task, id) => {
    expect(purposeOf(words, task, facts)?.id).toBe(id);
  });

  it('takes the general purpose where no words are sent', () => {
    expect(purposeOf(undefined, 'tabular', facts)?.id).toBe('general');
  });

  it('recognises every purpose by its name and by each of its phrases', () => {
    const lost = named.flatMap(({ id, task, words = [] }) =>
      [id, ...words].flatMap((phrase) => {
        const found = purposeOf(phrase, task, facts)?.id;
        return found === id ? [] : [`${task}: "${phrase}" is read as ${found}, not ${id}`];
      }),
    );
    expect(lost).toEqual([]);
  });

  it('never asks for a benchmark of another task', () => {
    const stray = catalog
      .rows(purposes)
      .flatMap(({ task, id, decidedBy = [] }) =>
        decidedBy
          .filter((name) => facts.benchmark.get(name)?.task !== task)
          .map((name) => `${task} ${id}: ${name}`),
      );
    expect(stray).toEqual([]);
  });
});

describe('the names of hosted models', () => {
  it('are services that have a price', () => {
    const services = new Set(catalog.rows(apiPrices).map(({ service }) => service));
    const unknown = catalog
      .rows(hostedNames)
      .filter(({ service }) => service !== undefined && !services.has(service));
    expect(unknown).toEqual([]);
  });
});
