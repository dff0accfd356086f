# SPDX-License-Identifier: EUPL-1.2
"""Pages of the burden meter, the switch, the norms and the register of questions."""
