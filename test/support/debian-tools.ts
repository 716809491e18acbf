import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Programs that some tests need and skip without: `./scripts/install-checkers.sh` gets them. */

const INSTALL = 'run ./scripts/install-checkers.sh';

/** Path of Prometheus's promtool, or why there is none. */
export function promtool(): { readonly path: string } | { readonly missing: string } {
  const unpacked = fileURLToPath(new URL('../../.tools/promtool', import.meta.url));
  return found([unpacked, '/usr/bin/promtool'], 'promtool');
}

/** Path of Chromium, or why there is none. */
export function chromium(): { readonly path: string } | { readonly missing: string } {
  return found(['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'], 'Chromium');
}

function found(paths: readonly string[], name: string) {
  const path = paths.find((each) => existsSync(each));
  if (path === undefined) return { missing: `no ${name}: ${INSTALL}` };
  const { status } = spawnSync(path, ['--version']);
  return status === 0 ? { path } : { missing: `${name} at ${path} does not start` };
}
