import { formatNumber } from '../../contract/markdown.ts';
import type { Evaluation } from './evaluate-device.ts';
import type { Workload } from './video-ledger.ts';

const SHAPES = {
  decoder: ['[', ']'],
  accelerator: ['[', ']'],
  cpu: ['(', ')'],
  encoder: ['[', ']'],
  link: ['[', ']'],
  memory: ['[', ']'],
} as const;

/** The pipeline as a Mermaid chart, with the numbers of the answer. */
export function videoDiagram(
  { device, stages }: Evaluation,
  work: Workload,
  plan: {
    readonly cameras: number;
    readonly devices: number;
    readonly streams: number;
    readonly megabitsPerSecond: number;
    readonly eventsPerDay: number;
    readonly terabytes: number;
    readonly retentionDays: number;
  },
): string {
  const chain = stages
    .map(({ stage, on, figure }, at) => {
      const [open, close] = SHAPES[on];
      const skip =
        stages[at - 1]?.stage === 'decode' && work.analysedFps < work.fps
          ? `|${formatNumber(work.analysedFps)} of ${formatNumber(work.fps)} frames/s|`
          : '';
      const node = `s${at}${open}"${stage}: ${on}, ${formatNumber(figure.value)} ${figure.unit}"${close}`;
      return at === 0 ? node : `-->${skip}${node}`;
    })
    .join('');
  return [
    'flowchart LR',
    `  c["${plan.cameras === 1 ? '1 camera' : `${plan.cameras} cameras`}, ${work.size} ${work.codec} ${formatNumber(work.fps)}/s"]-->|${work.ingest}, ${formatNumber(plan.megabitsPerSecond)} Mbit/s|s0`,
    plan.devices === 0
      ? `  subgraph box["${device.id}: not one stream"]`
      : `  subgraph box["${plan.devices} x ${device.id}, ${plan.streams} stream${plan.streams === 1 ? '' : 's'} each"]`,
    `  ${chain}`,
    '  end',
    `  s${stages.length - 1}-->|${formatNumber(plan.eventsPerDay)} events a day|q[("queue or webhook, one event a track")]`,
    `  c-->r[("recorder, ${formatNumber(plan.terabytes)} TB, ${formatNumber(plan.retentionDays)} days")]`,
  ].join('\n');
}
