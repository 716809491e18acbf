#!/usr/bin/env bash
# PostgreSQL and ClickHouse from Debian's packages, for the tests that run against real servers. Never fails: where they cannot be
# had it says why, and those tests say that they are skipped.
set -uo pipefail
missing=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
[ -x /usr/sbin/clickhouse-server ] || [ -x /usr/bin/clickhouse-server ] || missing+=(clickhouse-server)
[ ${#missing[@]} -eq 0 ] && exit 0
if ! command -v apt-get >/dev/null; then
  echo "not installed: ${missing[*]} (no apt-get here)"
elif [ "$(id -u)" -ne 0 ]; then
  echo "not installed: ${missing[*]} (needs root: apt-get install --no-install-recommends ${missing[*]})"
else
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -qq -y --no-install-recommends "${missing[@]}"; } >/dev/null ||
    echo "not installed: apt-get has no ${missing[*]} here"
fi
exit 0
