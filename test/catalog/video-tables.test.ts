import { describe, expect, it } from 'vitest';
import { decoderGenerations } from '../../src/catalog/tables/decoder-generations.ts';
import { frameSize } from '../../src/catalog/tables/video-decoders.ts';
import { videoDevices } from '../../src/catalog/tables/video-devices.ts';
import { videoPipelines } from '../../src/catalog/tables/video-pipelines.ts';
import { realContext } from '../support/read-catalog.ts';

const { catalog } = realContext();

describe('the tables of video', () => {
  it.each(['1920x1080', '640x360', '7680x4320'])('take %s for a frame size', (cell) => {
    expect(frameSize.parse(cell)).toBe(cell);
  });

  it.each(['1080p', '1920 x 1080', '1920x', '-', ''])('refuse %o', (cell) => {
    expect(frameSize.safeParse(cell).success).toBe(false);
  });

  it('give frames a second that are streams times the rate of a camera', () => {
    const rows = catalog
      .rows(videoPipelines)
      .filter((row) => row.streams !== undefined && row.cameraFps !== undefined);
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) expect(row.framesPerSecond).toBe((row.streams ?? 0) * (row.cameraFps ?? 0));
  });

  it('count engines where they name a generation, and know that generation', () => {
    const known = new Set(catalog.rows(decoderGenerations).map(({ generation }) => generation));
    const named = catalog.rows(videoDevices).filter(({ generation }) => generation !== undefined);
    expect(named.length).toBeGreaterThan(15);
    for (const { id, generation, decoders } of named) {
      expect(decoders, id).toBeGreaterThan(0);
      expect(generation !== undefined && known.has(generation), id).toBe(true);
    }
  });
});
