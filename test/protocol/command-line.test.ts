import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TOOLS } from '../../src/registry.ts';
import { realContext, TODAY } from '../support/read-catalog.ts';

const program = fileURLToPath(new URL('../../dist/ml-cv-specialist.mjs', import.meta.url));

function run(args: readonly string[], stdin = ''): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    input: stdin,
    encoding: 'utf8',
    cwd: '/',
  });
  return { code: status, out: stdout, err: stderr };
}

const question = JSON.stringify(TOOLS.selectModel.examples[0]?.input);

describe('the command line', () => {
  it.each(Object.values(TOOLS))(
    'call $name prints what the code answers, as JSON and as Markdown',
    async (tool) => {
      const [example] = tool.examples;
      const expected = await tool.execute(example?.input, realContext());
      const json = run(['call', tool.name, JSON.stringify(example?.input), '--today', TODAY]);
      expect(json.err).toBe('');
      expect(JSON.parse(json.out)).toEqual(JSON.parse(JSON.stringify(expected.structured)));
      expect(json.code).toBe(0);
      const text = run(['call', tool.name, JSON.stringify(example?.input), '--text', '--today', TODAY]);
      expect(text.out).toBe(`${expected.text}\n`);
    },
  );

  it('reads the input from a file and from stdin', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'mlcv-')), 'in put.json');
    writeFileSync(file, question);
    const direct = run(['call', 'selectModel', question, '--today', TODAY]).out;
    expect(run(['call', 'selectModel', `@${file}`, '--today', TODAY]).out).toBe(direct);
    expect(run(['call', 'selectModel', '-', '--today', TODAY], question).out).toBe(direct);
  });

  it('--full gives more than the concise answer', () => {
    const concise = run(['call', 'selectModel', question]).out.length;
    expect(run(['call', 'selectModel', question, '--full']).out.length).toBeGreaterThan(concise);
  });

  it.each([
    ['no command', [], /^Usage:/],
    ['an unknown command', ['srve'], /"srve" is not a command\. Did you mean "serve"/],
    [
      'an unknown tool',
      ['call', 'selectmodl', '{}'],
      /"selectmodl" is not a tool\. Did you mean "selectModel"/,
    ],
    ['an inherited name for a tool', ['call', 'constructor', '{}'], /"constructor" is not a tool/],
    ['no tool', ['call'], /call needs a tool: /],
    ['input that is not JSON', ['call', 'selectModel', '{task'], /the input is not JSON/],
    ['two inputs', ['call', 'selectModel', '{}', '{}'], /call takes one input, not 2/],
    ['a file that is not there', ['call', 'selectModel', '@/nowhere.json'], /cannot read \/nowhere\.json/],
    ['an unknown option', ['call', 'selectModel', '{}', '--ful'], /Unknown option '--ful'/],
    ['a bad day', ['call', 'selectModel', '{}', '--today', 'tomorrow'], /--today: "tomorrow" is not a date/],
    [
      'an unknown tool to serve',
      ['serve', '--tools', 'lookup,selectmodl'],
      /--tools: "selectmodl" is not a tool\. Did you mean "selectModel"/,
    ],
    ['tools chosen for a call', ['call', 'lookup', '{}', '--tools', 'lookup'], /--tools chooses what serve/],
    ['a bad port', ['serve', '--http', '--port', '99999'], /--port: "99999" is not 0 to 65535/],
    [
      'bad input to a tool',
      ['call', 'selectModel', '{"task":"ocr","limit":1}'],
      /limit: is not a field of this tool/,
    ],
  ])('exits 2 and says why for %s', (_, args, message) => {
    const { code, out, err } = run(args);
    expect(err).toMatch(message);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  it('doctor finds a sound installation', () => {
    const { code, out } = run(['doctor']);
    expect(out).not.toContain('FAIL');
    expect(out.split('\n').filter((line) => line.startsWith('ok '))).toHaveLength(
      4 + Object.keys(TOOLS).length,
    );
    expect(code).toBe(0);
  });

  it('tools lists each tool', () => {
    const listed = JSON.parse(run(['tools', '--json']).out) as { name: string }[];
    expect(listed.map(({ name }) => name)).toEqual(Object.keys(TOOLS));
  });
});
