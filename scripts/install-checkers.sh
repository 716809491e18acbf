#!/usr/bin/env bash
# promtool and Chromium from Debian's packages and Mermaid from npm, for the tests that skip without them: installs what is missing,
# says what cannot be had, and never fails. promtool is unpacked into .tools, so that no Prometheus server is installed or started;
# Mermaid goes there too, because it and the document that it wants are 220 MB that no build needs.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
mermaid_there() {
  [ -f .tools/node_modules/mermaid/dist/mermaid.core.mjs ] && [ -f .tools/node_modules/happy-dom/lib/index.js ]
}
mermaid_there || npm install --prefix .tools --no-save --no-audit --no-fund --ignore-scripts --loglevel=error \
  mermaid@12.3.0 happy-dom@21.0.4 >/dev/null || echo 'install-checkers: no Mermaid: npm install failed'
if ! command -v apt-get >/dev/null; then
  echo 'install-checkers: no apt-get here: tests that need promtool or Chromium skip'
  exit 0
fi
as_root=''
[ "$(id -u)" = 0 ] || as_root='sudo -n'
refreshed=''
refresh() {
  [ -n "$refreshed" ] || $as_root apt-get update -qq >/dev/null 2>&1
  refreshed=yes
}
unpack_promtool() {
  local folder
  folder=$(mktemp -d) && chmod 755 "$folder" &&
    (cd "$folder" && apt-get download -qq prometheus >/dev/null 2>&1 && dpkg-deb -x prometheus_*.deb unpacked) &&
    mkdir -p "$root/.tools" && mv "$folder/unpacked/usr/bin/promtool" "$root/.tools/promtool"
  local done=$?
  rm -rf "$folder"
  return $done
}
if ! command -v promtool >/dev/null && [ ! -x .tools/promtool ]; then
  unpack_promtool || { refresh && unpack_promtool; } || echo 'install-checkers: no promtool: apt-get download prometheus failed'
fi
install_chromium() {
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null 2>&1
}
if ! command -v chromium >/dev/null; then
  install_chromium || { refresh && install_chromium; } || echo 'install-checkers: no Chromium: apt-get install chromium failed'
fi
exit 0
