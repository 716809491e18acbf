#!/usr/bin/env bash
# The installer as users meet it: empty home, a path with spaces, another working directory, twice, over a stranger's
# folder, with a build that fails, and away again.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
space=$(mktemp -d)
trap 'rm -rf "$space"' EXIT
export HOME="$space/an empty home"
mkdir "$HOME"
cd /
target="$HOME/.claude/skills/ml-cv-specialist"
fail() {
  echo "FAIL: $1" >&2
  exit 1
}

"$here/install.sh" >"$space/out" 2>&1 || { cat "$space/out" >&2; fail 'first installation'; }
grep -Eq '^([0-9]+) of \1 tools answered\.$' "$space/out" || fail 'not every tool answered'
node "$target/dist/ml-cv-specialist.mjs" doctor >"$space/doctor"
grep -q '^ok    data files: DuckDB' "$space/doctor" || fail 'files cannot be read: DuckDB is not installed'
mv "$target/node_modules" "$space/away"
node "$target/dist/ml-cv-specialist.mjs" doctor >"$space/doctor" || fail 'without DuckDB the other tools do not work'
grep -q '^note  data files: files are read through DuckDB, which is not installed here' "$space/doctor" || fail 'the doctor does not miss DuckDB'
mv "$space/away" "$target/node_modules"
for file in SKILL.md .mcp.json .claude-plugin/plugin.json references/tools.md dist/ml-cv-specialist.mjs dist/catalog.json; do
  [ -f "$target/$file" ] || fail "$file is not installed"
done
"$here/install.sh" >/dev/null 2>&1 || fail 'second installation'
[ "$(ls -A "$HOME/.claude/skills")" = ml-cv-specialist ] || fail 'something was left beside the installation'

mkdir "$space/strange"
echo mine >"$space/strange/notes.txt"
"$here/install.sh" --dir "$space/strange" >/dev/null 2>&1 && fail "overwrote a stranger's folder"
"$here/install.sh" --dir "$space/strange" --uninstall >/dev/null 2>&1 && fail "removed a stranger's folder"
[ "$(cat "$space/strange/notes.txt")" = mine ] || fail "touched a stranger's folder"

# a broken build must leave the earlier installation as it was
mkdir "$space/bin"
printf '#!/bin/sh\nexit 1\n' >"$space/bin/npm"
chmod +x "$space/bin/npm"
before=$(cksum "$target/dist/ml-cv-specialist.mjs")
PATH="$space/bin:$PATH" "$here/install.sh" >/dev/null 2>&1 && fail 'a failed build passed for an installation'
[ "$(cksum "$target/dist/ml-cv-specialist.mjs")" = "$before" ] || fail 'a failed build changed the installation'
[ "$(ls -A "$HOME/.claude/skills")" = ml-cv-specialist ] || fail 'a failed build left something behind'

"$here/install.sh" --uninstall >/dev/null || fail 'uninstallation'
[ ! -e "$target" ] || fail 'the installation is still there'
"$here/install.sh" --wrong >/dev/null 2>&1 && fail 'an unknown argument passed'
echo 'installer: installs, installs again, refuses, survives a failed build, uninstalls'
