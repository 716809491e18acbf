import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObservedRow } from '../../scripts/feeds/feed.ts';
import { doubtsOf, drifted, type Scale } from '../../scripts/feeds/sanity.ts';

const SCALES = new Map<string, Scale>([
  ['coco', { unit: 'AP (%)', better: 'higher' }],
  ['wer', { unit: '%', better: 'lower' }],
  ['map', { unit: '0 to 1', better: 'higher' }],
]);
const speed = (model: string, hardware: string, latencyMs: string): ObservedRow => ({
  table: 'speed',
  cells: {
    model,
    hardware,
    runtime: 'ONNX Runtime',
    precision: 'unstated',
    batch: '1',
    input: '224px',
    latencyMs,
  },
});
const score = (benchmark: string, value: string): ObservedRow => ({
  table: 'accuracy',
  cells: { model: 'A', benchmark, value },
});
const kinds = (rows: readonly ObservedRow[], sizes: Record<string, number> = {}): string[] =>
  doubtsOf(rows, SCALES, new Map(Object.entries(sizes))).map(({ kind, message }) => `${kind}: ${message}`);

describe('impossible figures', () => {
  it.each([
    ['an accuracy above 100 %', score('coco', '540'), 'impossible: A: 540 on coco is beyond 100 %'],
    ['an error rate below 0', score('wer', '-1'), 'impossible: A: -1 on wer: an error rate below 0'],
    ['a share given in per cent', score('map', '47.9'), 'impossible: A: 47.9 on map is outside 0 to 1'],
    [
      'an unknown benchmark',
      score('cocoo', '54'),
      'impossible: A: no benchmark of the tables is called "cocoo"',
    ],
    ['a latency of 0', speed('A', 'T4', '0'), 'impossible: A: latencyMs 0 is not above 0'],
    ['a word for a number', speed('A', 'T4', 'n/a'), 'impossible: A: latencyMs "n/a" is not a number'],
  ])('%s', (_, row, message) => {
    expect(kinds([row])).toEqual([message]);
  });

  it('lets a word error rate above 100 % stand: insertions make it possible', () => {
    expect(kinds([score('wer', '104')])).toEqual([]);
  });
});

describe('copied timings', () => {
  // the vendor's YOLO26-cls table repeats the CPU times of YOLO11-cls to the digit; it has two columns a model
  const series = { 'cpu-a': '5.0', 't4-a': '1.1', 'pi-a': '61.5' };
  const of = (model: string, times: Record<string, string>) =>
    Object.entries(times).map(([hardware, time]) => speed(model, hardware, time));

  it('are found where every shared condition has the same figure', () => {
    expect(kinds([...of('YOLO11n-cls', series), ...of('YOLO26n-cls', series)])).toEqual([
      'copied: YOLO26n-cls repeats all 3 timings of YOLO11n-cls to the digit',
    ]);
  });

  it('are not claimed on one coincidence', () => {
    expect(kinds([...of('A', series), ...of('B', { ...series, 'pi-a': '61.6' })])).toEqual([]);
    expect(kinds([speed('A', 'T4', '2.5'), speed('B', 'T4', '2.5')])).toEqual([]);
  });

  it('are never claimed of series that differ anywhere', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 99, noNaN: true }), { minLength: 3, maxLength: 8 }),
        (times) => {
          const rows = times.flatMap((time, at) => [
            speed('A', `h${at}`, String(time)),
            speed('B', `h${at}`, String(at === 0 ? time + 1 : time)),
          ]);
          expect(kinds(rows).filter((text) => text.startsWith('copied'))).toEqual([]);
        },
      ),
    );
  });
});

describe('inconsistent figures', () => {
  it('a larger model of the family that is clearly faster', () => {
    expect(
      kinds([speed('YOLO26n', 'T4', '4'), speed('YOLO26x', 'T4', '2')], { YOLO26n: 2.4, YOLO26x: 55.7 }),
    ).toEqual(['inconsistent: YOLO26x (55.7M) takes 2 ms, YOLO26n (2.4M) 4 ms in the same conditions']);
  });

  it('not across families, conditions or within the scatter', () => {
    const sizes = { YOLO26n: 2.4, YOLO26x: 55.7, 'ResNet-50': 25.6 };
    expect(kinds([speed('YOLO26n', 'T4', '4'), speed('ResNet-50', 'T4', '2')], sizes)).toEqual([]);
    expect(kinds([speed('YOLO26n', 'T4', '4'), speed('YOLO26x', 'L4', '2')], sizes)).toEqual([]);
    expect(kinds([speed('YOLO26n', 'T4', '4'), speed('YOLO26x', 'T4', '3.9')], sizes)).toEqual([]);
  });
});

describe('drift', () => {
  it('is a figure that moved while its source kept the date', () => {
    expect(drifted(speed('A', 'T4', '3'), 2, 3, true).map(({ message }) => message)).toEqual([
      'A: 2 becomes 3 though the source keeps its date',
    ]);
    expect(drifted(speed('A', 'T4', '3'), 2, 3, false)).toEqual([]);
    expect(drifted(speed('A', 'T4', '2.1'), 2, 2.1, true)).toEqual([]);
  });
});
