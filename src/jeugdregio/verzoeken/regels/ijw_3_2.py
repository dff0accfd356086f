# SPDX-License-Identifier: EUPL-1.2
"""The list of release 3.2 for requests and answers."""

from jeugdregio.regels.release import Release, samen
from jeugdregio.verzoeken.regels.tr304 import TR304
from jeugdregio.verzoeken.regels.tr347 import TR347
from jeugdregio.verzoeken.regels.tr349 import TR349
from jeugdregio.verzoeken.regels.tr350 import TR350
from jeugdregio.verzoeken.regels.tr351 import TR351
from jeugdregio.verzoeken.regels.tr355 import TR355
from jeugdregio.verzoeken.regels.tr357 import TR357
from jeugdregio.verzoeken.regels.tr359 import TR359
from jeugdregio.verzoeken.regels.tr360 import TR360
from jeugdregio.verzoeken.regels.tr361 import TR361
from jeugdregio.verzoeken.regels.tr365 import TR365
from jeugdregio.verzoeken.regels.tr373 import TR373
from jeugdregio.verzoeken.regels.tr374 import TR374
from jeugdregio.verzoeken.regels.tr375 import TR375
from jeugdregio.verzoeken.regels.tr378 import TR378
from jeugdregio.verzoeken.regels.tr379 import TR379
from jeugdregio.verzoeken.regels.tr381 import TR381
from jeugdregio.verzoeken.regels.tr411 import TR411
from jeugdregio.verzoeken.regels.tr412 import TR412

EERST = samen(Release("iJw 3.2", (TR304,)))
"""Judged before the others: when the child is not known, nothing else of the message is judged (IV028)."""

REGELS = samen(
    Release(
        "iJw 3.2",
        (
            TR347,
            TR349,
            TR350,
            TR351,
            TR355,
            TR357,
            TR359,
            TR360,
            TR361,
            TR365,
            TR373,
            TR374,
            TR375,
            TR378,
            TR381,
            TR411,
            TR412,
        ),
    )
)

BIJ_TOEWIJZING = samen(Release("iJw 3.2", (TR379,)))
"""Rules about an allocation that need the request it follows."""
