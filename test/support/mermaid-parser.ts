import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Mermaid's own parser, which wants a document and with it 220 MB of packages: `./scripts/install-checkers.sh` puts them into
 * .tools, and tests skip without.
 */
export type MermaidParser = {
  /** @throws with Mermaid's message where the chart does not parse. */
  readonly parse: (chart: string) => Promise<{ readonly diagramType: string }>;
};

const MODULES = new URL('../../.tools/node_modules/', import.meta.url);
const MERMAID = new URL('mermaid/dist/mermaid.core.mjs', MODULES);
const HAPPY_DOM = new URL('happy-dom/lib/index.js', MODULES);

export async function mermaidParser(): Promise<MermaidParser | { readonly missing: string }> {
  if (![MERMAID, HAPPY_DOM].every((file) => existsSync(fileURLToPath(file))))
    return { missing: 'no Mermaid: run ./scripts/install-checkers.sh' };
  const { Window } = await import(HAPPY_DOM.href);
  const window = new Window();
  Object.assign(globalThis, { window, document: window.document });
  const { default: mermaid } = await import(MERMAID.href);
  return mermaid;
}
