#!/usr/bin/env bash
# The tests, from a clean checkout: installs, checks style, types, references and dead code, builds, tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# not npm ci: it refuses a lock file made where some platforms' optional packages cannot be had
[ -d node_modules ] && [ node_modules/.package-lock.json -nt package-lock.json ] ||
  npm install --no-save --no-audit --no-fund --loglevel=error
step() {
  printf '\n== %s\n' "$1"
  shift
  "$@"
}
step 'style' npx biome ci --colors=off --max-diagnostics=50 .
step 'types' npx tsc --noEmit
step 'unused' npx knip
step 'tables' npm run --silent check:references
step 'build' npm run --silent build
step 'generated files' npm run --silent generate -- --check
step 'tests' npx vitest run
step 'installer' ./scripts/test-install.sh
