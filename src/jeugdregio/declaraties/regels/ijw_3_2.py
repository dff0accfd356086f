# SPDX-License-Identifier: EUPL-1.2
"""
The list of release 3.2 for declaraties. The place in a list is the bit in `Prestatie.oordeel`: only add at the end.

Refusals are explained by the first rule of a line, so the list goes from cause to consequence.
"""

from jeugdregio.declaraties.regels.ra001 import RA001
from jeugdregio.declaraties.regels.ra002 import RA002
from jeugdregio.declaraties.regels.tr304 import TR304
from jeugdregio.declaraties.regels.tr307 import TR307
from jeugdregio.declaraties.regels.tr308 import TR308
from jeugdregio.declaraties.regels.tr314 import TR314
from jeugdregio.declaraties.regels.tr318 import TR318
from jeugdregio.declaraties.regels.tr319 import TR319
from jeugdregio.declaraties.regels.tr321 import TR321
from jeugdregio.declaraties.regels.tr322 import TR322
from jeugdregio.declaraties.regels.tr323 import TR323
from jeugdregio.declaraties.regels.tr333 import TR333
from jeugdregio.declaraties.regels.tr338 import TR338
from jeugdregio.declaraties.regels.tr339 import TR339
from jeugdregio.declaraties.regels.tr340 import TR340
from jeugdregio.declaraties.regels.tr341 import TR341
from jeugdregio.declaraties.regels.tr346 import TR346
from jeugdregio.declaraties.regels.tr369 import TR369
from jeugdregio.declaraties.regels.tr381 import TR381
from jeugdregio.declaraties.regels.tr384 import TR384
from jeugdregio.declaraties.regels.tr387 import TR387
from jeugdregio.declaraties.regels.tr388 import TR388
from jeugdregio.declaraties.regels.tr389 import TR389
from jeugdregio.declaraties.regels.tr390 import TR390
from jeugdregio.declaraties.regels.tr418 import TR418
from jeugdregio.regels.release import Release, samen

DECLARATIE = samen(Release("iJw 3.2", (TR333, TR318)))
PRESTATIE = samen(
    Release(
        "iJw 3.2",
        (
            TR304,
            TR338,
            TR314,
            TR323,
            TR390,
            TR384,
            TR339,
            TR340,
            TR381,
            TR341,
            TR307,
            TR308,
            TR387,
            TR388,
            TR319,
            TR389,
            TR418,
            TR346,
            TR321,
            TR322,
            TR369,
            RA001,
            RA002,
        ),
    )
)
REGELS = (*DECLARATIE, *PRESTATIE)

# A municipality can not refuse a credit on its content (IV085): only on what makes it no credit at all.
OOK_OP_CREDIT = (TR304, TR338, TR314, TR323, TR390)
# A deleted allocation counts as not sent: a line on it is not laid beside what it said (OP033x1).
OP_VERWIJDERDE_TOEWIJZING = (TR304, TR314, TR384, TR381, TR319, TR418, TR346)
