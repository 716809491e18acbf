import { analysableStreams } from '../../engines/video/analysable-streams.ts';
import { classifierTime, type DetectorTime } from './detector-time.ts';
import { stageCost } from './video-facts.ts';
import { enterCpuStage, FULL_HD, type Ledger } from './video-ledger.ts';

/** Enters the detector with what comes before and after it, and the networks that run on single objects. */
export function enterNetworks(ledger: Ledger, detector: DetectorTime, decodedOnCpu: boolean): void {
  const { work, stages, resources, networksOn, onGpu } = ledger;
  ledger.acceleratorMs += detector.msPerFrame;
  stages.push({
    stage: 'infer',
    on: networksOn,
    figure: detector.figure,
    how: `${detector.conditions}; ${detector.scope}`,
  });
  if (decodedOnCpu || !onGpu) {
    if (detector.scope === 'network') {
      enterCpuStage(ledger, 'pre-process', 'resize', 'analysed');
      if (!work.withoutNms) enterCpuStage(ledger, 'post-process', 'nms', 'analysed');
    }
    enterCpuStage(ledger, 'colour', 'colour', decodedOnCpu ? 'camera' : 'analysed', work.pixels / FULL_HD);
  } else if (detector.scope === 'network') enterOnGpu(ledger);
  enterClassifiers(ledger, Math.max(0, work.classifiers - detector.classifiers));
  if (networksOn === 'accelerator')
    resources.push({
      resource: 'accelerator',
      streams: analysableStreams(ledger.acceleratorMs, work.analysedFps),
    });
}

function enterOnGpu(ledger: Ledger): void {
  const { catalog, device, stages, fact } = ledger;
  const row = stageCost(catalog, 'pre-and-post', device.names);
  const assumption = fact('gpu-pre-and-post-ms');
  const ms = row?.msPerFrame ?? assumption.value;
  ledger.acceleratorMs += ms;
  stages.push({
    stage: 'pre- and post-process',
    on: 'accelerator',
    figure: {
      value: ms,
      unit: 'ms',
      ...(row === undefined
        ? {
            basis: 'assumed',
            low: fact('gpu-pre-and-post-ms-low').value,
            high: fact('gpu-pre-and-post-ms-high').value,
          }
        : { basis: 'measured', source: row.source, asOf: row.asOf }),
    },
    how: row?.meaning ?? assumption.meaning,
  });
}

/** A tracked object is classified now and then, one that is not tracked on each frame; appearance is needed on each. */
function enterClassifiers(ledger: Ledger, classifiers: number): void {
  const { catalog, device, work, stages, assumed, networksOn, fact } = ledger;
  const again = fact('classified-per-second').value;
  const everyFrame = work.tracker === undefined;
  const appearance = work.tracker?.appearance === 'yes' ? 1 : 0;
  const eachFrame = classifiers * (everyFrame ? 1 : Math.min(1, again / work.analysedFps)) + appearance;
  const passes = eachFrame * work.objects;
  if (passes === 0) return;
  const timed = classifierTime(catalog, device);
  const [low, value, high] = ['-low', '', '-high'].map((end) => fact(`secondary-network-ms${end}`).value);
  const ms = (timed?.msPerFrame ?? value ?? 0) * passes;
  ledger.acceleratorMs += ms;
  stages.push({
    stage: 'classify',
    on: networksOn,
    figure: {
      value: ms,
      unit: 'ms',
      ...(timed === undefined
        ? { basis: 'assumed', low: (low ?? 0) * passes, high: (high ?? 0) * passes }
        : { basis: 'modelled', source: timed.figure.source, asOf: timed.figure.asOf }),
    },
    how: `${timed?.conditions ?? `${value} ms a pass`}: ${classifiers} classifiers ${everyFrame ? 'on each frame' : `${again} time a second an object`}${appearance === 0 ? '' : ', appearance on each frame'}, ${work.objects} objects`,
  });
  if (timed === undefined) assumed.push(`${value} ms a pass of a secondary network (${low} to ${high})`);
  if (classifiers > 0 && !everyFrame) assumed.push(`a tracked object classified ${again} time a second`);
}
