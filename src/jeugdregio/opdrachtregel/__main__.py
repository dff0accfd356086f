# SPDX-License-Identifier: EUPL-1.2
from jeugdregio.opdrachtregel import main

main()
