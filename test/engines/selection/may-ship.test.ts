import { describe, expect, it } from 'vitest';
import { licenceBurden, mayShip } from '../../../src/engines/selection/may-ship.ts';

const apache = { commercial: 'yes', conditions: ['attribution'] } as const;
const agpl = { commercial: 'conditional', conditions: ['network-copyleft'] } as const;
const nonCommercial = { commercial: 'no', conditions: ['use-restriction'] } as const;
const userCap = { commercial: 'conditional', conditions: ['user-cap', 'naming'] } as const;
const mozilla = { commercial: 'yes', conditions: ['copyleft'] } as const;

describe('mayShip', () => {
  it.each([
    ['closed-source', [apache], 'yes'],
    ['closed-source', [agpl], 'no'],
    ['open-source', [agpl], 'conditional'],
    ['closed-source', [mozilla], 'yes'],
    ['closed-source', [userCap], 'conditional'],
    ['open-source', [nonCommercial], 'no'],
    ['research', [nonCommercial, agpl], 'yes'],
    ['closed-source', [apache, nonCommercial], 'no'],
    ['closed-source', [apache, { commercial: 'unclear' }], 'unclear'],
  ] as const)('a %s product under %j: %s', (use, licences, verdict) => {
    expect(mayShip(use, licences)).toBe(verdict);
  });
});

describe('licenceBurden', () => {
  it.each([
    ['closed-source', [apache], 0],
    ['closed-source', [userCap], 1],
    ['open-source', [agpl], 0],
    ['open-source', [agpl, userCap], 1],
    ['closed-source', [{ commercial: 'unclear' }], 2],
    ['closed-source', [agpl], 3],
    ['research', [nonCommercial], 0],
  ] as const)('of a %s product under %j: %i', (use, licences, burden) => {
    expect(licenceBurden(use, licences)).toBe(burden);
  });
});
