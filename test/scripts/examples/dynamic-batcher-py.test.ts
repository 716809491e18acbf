import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const python = spawnSync('python3', ['-c', 'import sys; print(sys.version_info >= (3, 9))'], {
  encoding: 'utf8',
});
const reason =
  python.error !== undefined
    ? 'python3 is not installed'
    : python.stdout.trim() === 'True'
      ? undefined
      : 'python3 is older than 3.9';

test(`the Python batcher passes its unit tests${reason === undefined ? '' : ` (skipped: ${reason})`}`, ({
  skip,
}) => {
  if (reason !== undefined) skip(reason);
  const ran = spawnSync('python3', ['-W', 'error', '-m', 'unittest', 'test_dynamic_batcher'], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: {
      ...process.env,
      PYTHONPATH: fileURLToPath(new URL('../../../scripts/examples', import.meta.url)),
      PYTHONDONTWRITEBYTECODE: '1',
    },
    encoding: 'utf8',
  });
  expect(ran.stderr).toMatch(/Ran 19 tests in .*\n\nOK/);
  expect(ran.status).toBe(0);
});
