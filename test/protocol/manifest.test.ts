import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ALL_TABLES } from '../../src/catalog/table-list.ts';
import { cardOf, toolsFromCards } from '../../src/contract/tool-card.ts';
import { TOOLS } from '../../src/registry.ts';
import { realContext } from '../support/read-catalog.ts';

const built = fileURLToPath(new URL('../../dist/manifest.json', import.meta.url));

describe('the manifest', () => {
  it('says of every tool and table what the code says', () => {
    const manifest = JSON.parse(readFileSync(built, 'utf8'));
    expect(manifest.tools).toEqual(JSON.parse(JSON.stringify(Object.values(TOOLS).map(cardOf))));
    expect(manifest.tables).toEqual(ALL_TABLES.map(({ id, title }) => ({ id, title })));
  });

  it('loads the registry with the first call, once, and answers as the tools do', async () => {
    let loads = 0;
    const tools = toolsFromCards(Object.values(TOOLS).map(cardOf), async () => {
      loads += 1;
      return TOOLS;
    });
    expect(loads).toBe(0);
    const asked = { task: 'ocr' };
    const answer = await tools['selectModel']?.execute(asked, realContext());
    await tools['selectModel']?.execute(asked, realContext());
    expect(answer).toEqual(await TOOLS.selectModel.execute(asked, realContext()));
    expect(loads).toBe(1);
  });

  it('says what to do when it lists a tool that the registry lacks', async () => {
    const tools = toolsFromCards([{ ...cardOf(TOOLS.selectModel), name: 'gone' }], async () => TOOLS);
    await expect(tools['gone']?.execute({}, realContext())).rejects.toThrow('the registry lacks "gone"');
  });
});
