# SPDX-License-Identifier: EUPL-1.2
"""The list of release 3.2: which rules hold. A rule that is not named here does not exist."""

from jeugdregio.berichten.regels.cd005 import CD005
from jeugdregio.berichten.regels.cd007 import CD007
from jeugdregio.berichten.regels.cd009 import CD009
from jeugdregio.berichten.regels.cd025 import CD025
from jeugdregio.berichten.regels.cd034 import CD034
from jeugdregio.berichten.regels.cd041 import CD041
from jeugdregio.berichten.regels.cd043 import CD043
from jeugdregio.berichten.regels.cd060 import CD060
from jeugdregio.berichten.regels.cd066 import CD066
from jeugdregio.berichten.regels.cd067 import CD067
from jeugdregio.berichten.regels.cd068 import CD068
from jeugdregio.berichten.regels.cd075 import CD075
from jeugdregio.berichten.regels.cd076 import CD076
from jeugdregio.berichten.regels.cd077 import CD077
from jeugdregio.berichten.regels.cd078 import CD078
from jeugdregio.berichten.regels.cd079 import CD079
from jeugdregio.berichten.regels.cd080 import CD080
from jeugdregio.berichten.regels.cd085 import CD085
from jeugdregio.berichten.regels.cd086 import CD086
from jeugdregio.berichten.regels.cd087 import CD087
from jeugdregio.berichten.regels.cd095 import CD095
from jeugdregio.berichten.regels.cd096 import CD096
from jeugdregio.berichten.regels.cs002 import CS002
from jeugdregio.berichten.regels.cs003 import CS003
from jeugdregio.berichten.regels.cs050 import CS050
from jeugdregio.berichten.regels.cs058 import CS058
from jeugdregio.berichten.regels.cs089 import CS089
from jeugdregio.berichten.regels.cs100 import CS100
from jeugdregio.berichten.regels.cs139 import CS139
from jeugdregio.berichten.regels.cs318 import CS318
from jeugdregio.berichten.regels.cs325 import CS325
from jeugdregio.berichten.regels.cs335 import CS335
from jeugdregio.berichten.regels.cs336 import CS336
from jeugdregio.berichten.regels.cs337 import CS337
from jeugdregio.berichten.regels.cs338 import CS338
from jeugdregio.berichten.regels.cs339 import CS339
from jeugdregio.berichten.regels.cs340 import CS340
from jeugdregio.berichten.regels.cs343 import CS343
from jeugdregio.berichten.regels.iv034 import IV034
from jeugdregio.berichten.regels.tr002 import TR002
from jeugdregio.berichten.regels.tr006 import TR006
from jeugdregio.berichten.regels.tr018 import TR018
from jeugdregio.berichten.regels.tr056 import TR056
from jeugdregio.berichten.regels.tr061 import TR061
from jeugdregio.berichten.regels.tr101 import TR101
from jeugdregio.berichten.regels.tr134 import TR134
from jeugdregio.berichten.regels.tr135 import TR135
from jeugdregio.berichten.regels.tr137 import TR137
from jeugdregio.berichten.regels.tr302 import TR302
from jeugdregio.berichten.regels.tr315 import TR315
from jeugdregio.berichten.regels.tr316 import TR316
from jeugdregio.berichten.regels.tr335 import TR335
from jeugdregio.berichten.regels.tr352 import TR352
from jeugdregio.berichten.regels.tr353 import TR353
from jeugdregio.berichten.regels.tr358 import TR358
from jeugdregio.berichten.regels.tr377 import TR377
from jeugdregio.berichten.regels.tr378 import TR378
from jeugdregio.berichten.regels.tr380 import TR380
from jeugdregio.berichten.regels.tr383 import TR383
from jeugdregio.berichten.regels.tr386 import TR386
from jeugdregio.berichten.regels.tr409 import TR409
from jeugdregio.berichten.regels.tr410 import TR410
from jeugdregio.berichten.regels.tr416 import TR416
from jeugdregio.regels.release import Release, samen

IN_BERICHT = samen(
    Release(
        "iJw 3.2",
        (
            TR002,
            TR006,
            TR018,
            TR061,
            TR101,
            TR134,
            TR137,
            TR302,
            TR315,
            TR316,
            TR335,
            TR352,
            TR353,
            TR358,
            TR377,
            TR380,
            TR383,
            TR386,
            TR409,
            TR410,
            TR416,
            CD005,
            CD007,
            CD009,
            CD025,
            CD034,
            CD041,
            CD043,
            CD060,
            CD066,
            CD067,
            CD068,
            CD075,
            CD076,
            CD077,
            CD078,
            CD079,
            CD080,
            CD085,
            CD086,
            CD087,
            CD095,
            CD096,
            CS002,
            CS003,
            CS050,
            CS058,
            CS089,
            CS100,
            CS139,
            CS318,
            CS325,
            CS335,
            CS336,
            CS337,
            CS338,
            CS339,
            CS340,
            CS343,
        ),
    )
)
KOP = samen(Release("iJw 3.2", (IV034, TR056, TR135, TR378)))
