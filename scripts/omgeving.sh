#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Make .venv with the first Python that is new enough, and install what the pinned list names.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ ! -x .venv/bin/python ]; then
  for python in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      "$python" -m venv .venv
      break
    fi
  done
fi
if [ ! -x .venv/bin/python ]; then
  echo "Geen Python 3.11 of nieuwer gevonden. Installeer er een, of geef PYTHON=/pad/naar/python3." >&2
  exit 1
fi

.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ontwikkel.txt
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
