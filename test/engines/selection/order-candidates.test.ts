import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderCandidates, type Preference } from '../../../src/engines/selection/order-candidates.ts';

const plain = { tier: 0, licenceBurden: 0, upkeepBurden: 0 };

/** Accuracy (COCO AP, independent) and 1000 / ms on one T4, as Roboflow published on 2026-01-22. */
const detectors = [
  { name: 'RF-DETR-N', accuracy: 48.4, speed: 1000 / 2.3 },
  { name: 'RF-DETR-M', accuracy: 54.7, speed: 1000 / 4.4 },
  { name: 'D-FINE-X', accuracy: 59.3, speed: 1000 / 11.5 },
  { name: 'YOLO11-N', accuracy: 37.4, speed: 1000 / 2.5 },
  { name: 'unmeasured', accuracy: 70, speed: undefined },
  { name: 'unscored', accuracy: undefined, speed: 9_999 },
].map((entry) => ({ ...entry, ...plain }));
const names = (preference: Preference): string[] =>
  orderCandidates(detectors, preference, 'higher').map(({ candidate }) => candidate.name);

describe('orderCandidates', () => {
  it('puts the most accurate first where accuracy is preferred, and never an unmeasured one', () => {
    expect(names('accuracy')).toEqual([
      'D-FINE-X',
      'RF-DETR-M',
      'RF-DETR-N',
      'YOLO11-N',
      'unmeasured',
      'unscored',
    ]);
  });

  it('puts the fastest of the front first where speed is preferred', () => {
    expect(names('speed').slice(0, 3)).toEqual(['RF-DETR-N', 'RF-DETR-M', 'D-FINE-X']);
  });

  it('in balance lets speed decide inside a tenth of the best accuracy', () => {
    // 54.7 is within 10 % of 59.3, 48.4 is not; the unmeasured 70 sets the best
    expect(
      orderCandidates(detectors.slice(0, 4), 'balance', 'higher').map(({ candidate }) => candidate.name),
    ).toEqual(['RF-DETR-M', 'D-FINE-X', 'RF-DETR-N', 'YOLO11-N']);
  });

  it('reads lower as better for error rates', () => {
    const recognisers = [
      { accuracy: 7.44, speed: 146 },
      { accuracy: 6.05, speed: 3_386 },
    ].map((entry) => ({ ...entry, ...plain }));
    expect(orderCandidates(recognisers, 'accuracy', 'lower')[0]?.candidate.accuracy).toBe(6.05);
  });

  it('never puts a dominated candidate before one that dominates it', () => {
    const candidate = fc.record({
      accuracy: fc.integer({ min: 1, max: 50 }),
      speed: fc.integer({ min: 1, max: 50 }),
      tier: fc.constant(0),
      licenceBurden: fc.constant(0),
      upkeepBurden: fc.constant(0),
    });
    fc.assert(
      fc.property(
        fc.array(candidate, { maxLength: 20 }),
        fc.constantFrom<Preference>('speed', 'accuracy', 'balance'),
        (set, preference) => {
          const order = orderCandidates(set, preference, 'higher').map(({ candidate: entry }) => entry);
          expect(order).toHaveLength(set.length);
          order.forEach((early, index) => {
            for (const late of order.slice(index + 1)) {
              const dominates =
                late.accuracy >= early.accuracy &&
                late.speed >= early.speed &&
                (late.accuracy > early.accuracy || late.speed > early.speed);
              const alsoDominated = set.some(
                (other) =>
                  other.accuracy >= late.accuracy &&
                  other.speed >= late.speed &&
                  (other.accuracy > late.accuracy || other.speed > late.speed),
              );
              if (dominates) expect(alsoDominated).toBe(true);
            }
          });
        },
      ),
    );
  });

  it('puts what is not known to fit after what is, however good it is', () => {
    const sure = { accuracy: 40, speed: 10, ...plain };
    const unsure = { accuracy: 90, speed: 90, ...plain, tier: 1 };
    expect(orderCandidates([unsure, sure], 'accuracy', 'higher')[0]?.candidate).toBe(sure);
  });

  it('lets the plainer licence, then the project in active work, go first among equals', () => {
    const capped = { accuracy: 50, speed: 12, ...plain, licenceBurden: 1 };
    const resting = { accuracy: 50, speed: 11, ...plain, upkeepBurden: 1 };
    const open = { accuracy: 49, speed: 10, ...plain };
    expect(
      orderCandidates([capped, resting, open], 'balance', 'higher').map(({ candidate }) => candidate),
    ).toEqual([resting, capped, open]);
    expect(
      orderCandidates([capped, { ...resting, accuracy: 48.5 }, open], 'balance', 'higher').map(
        ({ candidate }) => candidate.licenceBurden,
      ),
    ).toEqual([0, 0, 1]);
  });

  it('counts differences as equal only within the width that the benchmark gives', () => {
    const accurate = { accuracy: 1_662, speed: 1, ...plain };
    const quick = { accuracy: 1_576, speed: 5, ...plain };
    expect(orderCandidates([accurate, quick], 'balance', 'higher', 100)[0]?.candidate).toBe(quick);
    expect(orderCandidates([accurate, quick], 'balance', 'higher', 50)[0]?.candidate).toBe(accurate);
  });
});
