import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import type { VideoPlan } from './video-plan.ts';

const RESOURCES = {
  decoder: 'the video decoder',
  accelerator: 'the networks',
  cpu: 'the CPU',
  encoder: 'the video encoder',
  link: 'the network link',
  memory: 'memory',
} as const;

/** One sentence: how many devices, how many streams each, what binds, and on what that rests. */
export function videoVerdict(plan: VideoPlan, cameras: number): string {
  const { evaluation, streams, devices, modelStreams, answering, usdPerMonth, work } = plan;
  const { device, bound } = evaluation;
  const what = `${work.size} ${work.codec} at ${formatNumber(work.fps)} frames/s, ${work.analysedFps === work.fps ? 'all analysed' : `${formatNumber(work.analysedFps)} analysed`}`;
  const binds = RESOURCES[bound.binding.resource];
  if (devices === undefined)
    return `${device.id} does not bear one stream of ${what}: ${binds} can take ${formatNumber(bound.binding.streams)} of it, of which 80 % is planned.`;
  const model =
    modelStreams === undefined || plan.modelBinding === undefined
      ? 'nothing else was measured to check it by'
      : `the model without that figure says ${modelStreams}, bound by ${RESOURCES[plan.modelBinding]}`;
  const range =
    plan.streamsRange === undefined
      ? ''
      : `, ${plan.streamsRange.join(' to ')} by its error on published pipelines`;
  const rests =
    answering === undefined
      ? `modelled${range}, bound by ${binds}`
      : `measured: ${answering.row.pipeline} reached ${formatNumber(answering.row.streams ?? 0)}${answering.exact ? '' : ' of a heavier load'}${plan.cut ? `, but ${binds} bears ${formatNumber(bound.binding.streams)}` : ''}; ${model}`;
  const price = usdPerMonth === undefined ? '' : `, ${formatUsd(usdPerMonth)} a month`;
  return `${cameras === 1 ? '1 camera' : `${cameras} cameras`} (${what}) need${cameras === 1 ? 's' : ''} ${devices} x ${device.id}${price}: ${streams} stream${streams === 1 ? '' : 's'} each, ${rests}.`;
}

/** Which resource is how full at the planned number of streams. */
export function loads(
  plan: VideoPlan,
  cameras: number,
): { resource: string; streams: number; load: number }[] {
  const onOne = plan.devices === undefined ? 1 : Math.ceil(cameras / plan.devices);
  return [...plan.evaluation.resources]
    .sort((a, b) => a.streams - b.streams)
    .map(({ resource, streams }) => ({ resource, streams, load: onOne / streams }));
}

/** The binding constraint, the next one, and what stands idle. */
export function bindingSentence(plan: VideoPlan, cameras: number): string {
  const [first, next] = loads(plan, cameras);
  const accelerator = loads(plan, cameras).find(({ resource }) => resource === 'accelerator');
  if (first === undefined) return '';
  return [
    `${first.resource}: ${formatNumber(first.streams)} streams`,
    ...(next === undefined ? [] : [`then ${next.resource}: ${formatNumber(next.streams)}`]),
    ...(accelerator === undefined || accelerator.resource === first.resource
      ? []
      : [`the accelerator is ${formatNumber(accelerator.load * 100)} % busy at the plan`]),
  ].join('; ');
}
