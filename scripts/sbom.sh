#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Write what is in a release, as CycloneDX, to a folder (dist): one list for Python, one for the front end.
set -euo pipefail
cd "$(dirname "$0")/.."
doel="${1:-dist}"
mkdir -p "$doel"
.venv/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --short-PURLs --output-reproducible \
    --output-file "$doel/jeugdregio-python.cdx.json"
PATH="$PATH:$PWD/.venv/bin" npm sbom --package-lock-only --sbom-format=cyclonedx \
    --sbom-type=application > "$doel/jeugdregio-voorkant.cdx.json"
