#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What tests need besides packages of Python and Node: a Chromium, and the two proxies that look at deploy/proxy.
# Install Debian's when that is possible; else say what is left out.
set -euo pipefail

ontbreekt=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || ontbreekt+=(chromium)
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || ontbreekt+=(nginx-light)
command -v caddy >/dev/null || ontbreekt+=(caddy)
if [ ${#ontbreekt[@]} = 0 ]; then exit 0; fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installeren met apt-get: ${ontbreekt[*]}."
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
  if apt-get update -qq && apt-get install -y -qq --no-install-recommends "${ontbreekt[@]}" >/dev/null; then exit 0; fi
fi

cat >&2 <<TEKST
##############################################################################
#  LET OP: dit ontbreekt: ${ontbreekt[*]}.
#  Zonder Chromium vallen de paginatests uit (merk "browser"), zonder nginx en
#  Caddy de proef met hun instellingen. Installeer ze en draai opnieuw.
#  In CI is dit een fout.
##############################################################################
TEKST
if [ "${CI:-}" = true ]; then exit 1; fi
