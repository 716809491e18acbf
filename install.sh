#!/usr/bin/env bash
# Builds the skill and installs it into ~/.claude/skills/ml-cv-specialist, then proves that the installed copy works.
set -euo pipefail

NAME=ml-cv-specialist
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
target="${HOME:-}/.claude/skills/$NAME"
uninstall=no

usage() {
  cat <<TXT
Usage: install.sh [--dir DIRECTORY] [--uninstall]
  --dir DIRECTORY  install there instead of ~/.claude/skills/$NAME
  --uninstall      remove what was installed
TXT
}
fail() {
  printf 'install.sh: %s\n' "$1" >&2
  exit "${2:-1}"
}

while [ $# -gt 0 ]; do
  case "$1" in
    --dir)
      [ $# -ge 2 ] && [ -n "$2" ] || fail '--dir needs a directory' 2
      target=$2
      shift 2
      ;;
    --uninstall) uninstall=yes; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; fail "unknown argument: $1" 2 ;;
  esac
done
case "$target" in /*) ;; *) target="$PWD/$target" ;; esac
target=${target%/}
parent=$(dirname "$target")

# only a folder that this script made is ever replaced or removed
ours() { [ -f "$1/SKILL.md" ] && [ -f "$1/dist/$NAME.mjs" ]; }
if [ -e "$target" ] && [ ! -L "$target" ] && ! ours "$target"; then
  [ -d "$target" ] && [ -z "$(ls -A "$target")" ] || fail "$target exists and is not an installation of $NAME: move it away first"
fi

if [ "$uninstall" = yes ]; then
  [ -e "$target" ] || { echo "Nothing is installed at $target"; exit 0; }
  rm -rf "$target"
  echo "Removed $target"
  exit 0
fi

command -v node >/dev/null || fail 'Node 20.19 or newer is needed: https://nodejs.org'
command -v npm >/dev/null || fail 'npm is needed; it comes with Node'
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  fail "Node 20.19 or newer is needed; this is $(node --version)"

cd "$here"
echo "Building in $here"
# not npm ci: it refuses a lock file made where some platforms' optional packages cannot be had
[ -d node_modules ] && [ node_modules/.package-lock.json -nt package-lock.json ] ||
  npm install --no-save --no-audit --no-fund --loglevel=error
npm run --silent build

mkdir -p "$parent"
staging=$(mktemp -d "$parent/.$NAME.staging.XXXXXX")
previous=$staging.previous
cleanup() {
  # an interrupted swap puts the earlier installation back
  if [ -e "$previous" ] && [ ! -e "$target" ]; then mv "$previous" "$target"; fi
  rm -rf "$staging" "$previous"
}
trap cleanup EXIT
trap 'exit 130' INT TERM
chmod 755 "$staging"
cp -R SKILL.md README.md LICENSE package.json .mcp.json .claude-plugin references dist "$staging/"
mkdir -p "$staging/scripts"
cp -R scripts/examples "$staging/scripts/"
# DuckDB and the database drivers stay outside the bundle; they come from here, so that no second download is needed
{ npm ls --omit=dev --all --parseable 2>/dev/null || true; } | sed -n "s|^$here/node_modules/||p" | while IFS= read -r package; do
  mkdir -p "$staging/node_modules/$package"
  cp -R "node_modules/$package/." "$staging/node_modules/$package/"
done

# the staged copy must answer before it replaces anything
node "$staging/dist/$NAME.mjs" doctor >/dev/null || { node "$staging/dist/$NAME.mjs" doctor >&2 || true; fail 'the staged copy does not work; nothing was changed'; }

if [ -e "$target" ] || [ -L "$target" ]; then mv "$target" "$previous"; fi
mv "$staging" "$target"
rm -rf "$previous"
trap - EXIT INT TERM

echo "Installed to $target"
echo 'Asking the installed server, as a client would:'
node scripts/prove-installation.mjs "$target/dist/$NAME.mjs"
cat <<TXT

In a Claude chat the skill is found by itself. Other clients start the server with:
  node "$target/dist/$NAME.mjs" serve
TXT
