import type { Catalog } from '../../contract/catalog.ts';
import { assumedDefault } from '../assumed-default.ts';
import type { InferenceQuestion } from './inference-question.ts';

const BITS_PER_BYTE = 8;

/** What a request spends outside the server, milliseconds, the same at every percentile. */
export type Way = {
  readonly networkMs: number;
  /** Sending the payload over the caller's uplink; absent where the uplink was not given. */
  readonly uploadMs?: number | undefined;
  readonly gatewayMs: number;
  readonly totalMs: number;
};

export function wayToTheModel(question: InferenceQuestion, catalog: Catalog): Way {
  const { roundTripMs, payloadMb, uplinkMbps } = question;
  const uploadMs = uplinkMbps === undefined ? undefined : (payloadMb * BITS_PER_BYTE * 1000) / uplinkMbps;
  const gatewayMs = assumedDefault(catalog, 'inference-gateway').value;
  return { networkMs: roundTripMs, uploadMs, gatewayMs, totalMs: roundTripMs + (uploadMs ?? 0) + gatewayMs };
}
