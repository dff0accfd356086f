#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The page tests need a Chromium. Install Debian's when that is possible; else say what is left out.
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Chromium ontbreekt: installeren met apt-get."
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; then exit 0; fi
fi

cat >&2 <<'TEKST'
##############################################################################
#  LET OP: er is geen Chromium. De paginatests (merk "browser") vallen uit.   #
#  Installeer het pakket chromium en draai opnieuw. In CI is dit een fout.    #
##############################################################################
TEKST
if [ "${CI:-}" = true ]; then exit 1; fi
