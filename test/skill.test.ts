import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import matter from 'gray-matter';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (file: string): string => readFileSync(root + file, 'utf8');
const json = (file: string): Record<string, unknown> => JSON.parse(read(file));

describe('SKILL.md', () => {
  const { data, content } = matter(read('SKILL.md'));

  it('keeps the rules of the Agent Skills specification', () => {
    expect(data['name']).toBe('ml-cv-specialist');
    expect(data['description'].length).toBeLessThanOrEqual(1_024);
    expect(data['compatibility'].length).toBeLessThanOrEqual(500);
    const allowed = ['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools'];
    expect(Object.keys(data).filter((key) => !allowed.includes(key))).toEqual([]);
  });

  it('stays under 300 lines', () => {
    expect(content.split('\n').length).toBeLessThan(300);
  });

  it('links one level deep', () => {
    const links = [...content.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((target) => !/^references\/[a-z-]+\.md$/.test(target ?? ''))).toEqual([]);
  });
});

describe('the plugin', () => {
  it('agrees with the package', () => {
    const { version, description } = json('package.json');
    expect(json('.claude-plugin/plugin.json')).toMatchObject({
      name: 'ml-cv-specialist',
      version,
      description,
    });
  });

  it('starts the installed server under a short key', () => {
    expect(json('.mcp.json')).toEqual({
      mcpServers: {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the client expands it
        mlcv: { command: 'node', args: ['${CLAUDE_PLUGIN_ROOT}/dist/ml-cv-specialist.mjs', 'serve'] },
      },
    });
  });
});
