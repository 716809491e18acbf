import { describe, expect, it } from 'vitest';
import { TOOLS } from '../../src/registry.ts';
import { planRouting } from '../../src/tools/plan-routing.ts';
import { mermaidParser } from '../support/mermaid-parser.ts';
import { realContext } from '../support/read-catalog.ts';

const parser = await mermaidParser();
if ('missing' in parser) process.stdout.write(`diagrams: skipped, ${parser.missing}\n`);

const chartsIn = (text: string): string[] =>
  [...text.matchAll(/```mermaid\n([\s\S]*?)\n```/g)].map(([, chart = '']) => chart);

const DRAWING = [
  'planInference',
  'planRag',
  'planRouting',
  'planTraining',
  'planVideoPipeline',
  'selectComponents',
  'simulateServing',
] as const;

const EXAMPLES = DRAWING.flatMap((name) =>
  TOOLS[name].examples.map(({ input }, at) => [`${name}, example ${at + 1}`, TOOLS[name], input] as const),
);

describe.skipIf('missing' in parser)('a diagram is read by Mermaid itself', () => {
  const parse = async (chart: string): Promise<string> =>
    'missing' in parser ? parser.missing : (await parser.parse(chart)).diagramType;

  it.each(EXAMPLES)('of %s', async (_, tool, input) => {
    const { text } = await tool.execute({ ...input, detail: 'full' }, realContext());
    const charts = chartsIn(text);
    expect(charts).not.toHaveLength(0);
    for (const chart of charts) expect(await parse(chart), chart).toMatch(/^(flowchart-v2|xychart)$/);
  });

  it.each(['end', 'graph', 'groq:llama-3.3-70b', 'org/o--x', 'v1.2_x', 'subgraph'])(
    'with a model that is called %s',
    async (name) => {
      const { text } = await planRouting.execute(
        {
          classes: [{ name: 'chat', perMonth: 1000, inputTokens: 500, outputTokens: 100, data: 'internal' }],
          models: [{ name, data: ['internal'], usdPerHour: 2, perMinute: 60 }],
          detail: 'full',
        },
        realContext(),
      );
      const [chart = ''] = chartsIn(text);
      expect(await parse(chart), chart).toBe('flowchart-v2');
    },
  );

  it('and not by a chart that is broken', async () => {
    await expect(parse('flowchart LR\n  a["x" --> b')).rejects.toThrow(/Parse error/);
  });
});
