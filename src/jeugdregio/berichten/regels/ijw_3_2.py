# SPDX-License-Identifier: EUPL-1.2
"""The list of release 3.2: which rules hold. A rule that is not named here does not exist."""

from jeugdregio.berichten.regels.tr056 import TR056
from jeugdregio.berichten.regels.tr134 import TR134
from jeugdregio.berichten.regels.tr135 import TR135
from jeugdregio.berichten.regels.tr378 import TR378
from jeugdregio.berichten.regels.tr416 import TR416

IN_BERICHT = (TR134, TR416)
KOP = (TR056, TR135, TR378)
