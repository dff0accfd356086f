# SPDX-License-Identifier: EUPL-1.2
"""Files of trust persons (Jeugdwet 2.5 and 4.1.9): independent of everyone else here, and tied to no other record."""
