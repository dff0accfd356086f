# SPDX-License-Identifier: EUPL-1.2
"""Money of the transition: the calculation model of the RTA (S03), youth mental care that began in 2014 (S69)."""
