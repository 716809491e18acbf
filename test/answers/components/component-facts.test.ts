import { describe, expect, it } from 'vitest';
import { componentFacts } from '../../../src/answers/components/component-facts.ts';
import { realContext } from '../../support/read-catalog.ts';

describe('componentFacts', () => {
  it('prices a hosted plan by the people that it admits, and none where none admits so many', () => {
    const { price } = componentFacts(realContext().catalog);
    const of = (people: number) => price('Dagster', people, '2026-11-25')?.usdPerMonth;
    expect([of(1), of(2), of(3), of(4)]).toEqual([10, 100, 100, undefined]);
  });
});
