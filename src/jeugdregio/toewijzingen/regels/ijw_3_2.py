# SPDX-License-Identifier: EUPL-1.2
"""The list of release 3.2 for allocations, starts and stops."""

from jeugdregio.regels.release import Release, samen
from jeugdregio.toewijzingen.regels.tr019 import TR019
from jeugdregio.toewijzingen.regels.tr063 import TR063
from jeugdregio.toewijzingen.regels.tr071 import TR071
from jeugdregio.toewijzingen.regels.tr074 import TR074
from jeugdregio.toewijzingen.regels.tr326 import TR326
from jeugdregio.toewijzingen.regels.tr332 import TR332
from jeugdregio.toewijzingen.regels.tr381 import TR381
from jeugdregio.toewijzingen.regels.tr382 import TR382
from jeugdregio.toewijzingen.regels.tr385 import TR385
from jeugdregio.toewijzingen.regels.tr413 import TR413
from jeugdregio.toewijzingen.regels.tr414 import TR414
from jeugdregio.toewijzingen.regels.tr415 import TR415

REGELS = samen(Release("iJw 3.2", (TR019, TR063, TR071, TR074, TR326, TR332, TR381, TR382, TR385, TR413, TR414, TR415)))
