#!/usr/bin/env bash
# Runs the protocol's conformance suite, once per era, against `serve --http`, and the inspector over stdio.
# Scenarios that need the suite's own fixtures stand in scripts/conformance-expected.yml; any other failure, and an
# entry there that passes, fails this script. Needs the npm registry and a newer Node, which npx brings.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
SUITE=@modelcontextprotocol/conformance@0.2.0-alpha.12
INSPECTOR=@modelcontextprotocol/inspector@2.12.0
program=dist/ml-cv-specialist.mjs
[ -f "$program" ] || npm run --silent build

log=$(mktemp)
node "$program" serve --http --port 0 2>"$log" &
server=$!
trap 'kill $server 2>/dev/null || true; rm -f "$log"' EXIT
for _ in $(seq 50); do
  url=$(grep -o 'http://[^ ]*' "$log" || true)
  [ -n "$url" ] && break
  sleep 0.1
done
[ -n "${url:-}" ] || { echo 'the server did not start' >&2; cat "$log" >&2; exit 1; }

status=0
for era in 2025-11-25 2026-07-28; do
  printf '\n== conformance, %s\n' "$era"
  npx --yes --loglevel=error -p node@24 -p "$SUITE" -- conformance server --url "$url" --requirements "$era" \
    --expected-failures "scripts/conformance-expected-$era.yml" || status=1
done
for era in legacy modern; do
  printf '\n== inspector, %s\n' "$era"
  npx --yes --loglevel=error -p node@24 -p "$INSPECTOR" -- mcp-inspector --cli node "$program" serve --protocol-era "$era" \
    --method tools/list --strict --format json -q >/dev/null && echo 'tools/list: no schema findings' || status=1
done
exit $status
