# SPDX-License-Identifier: EUPL-1.2
"""
The burden of the work with messages and claims on both sides, and what a choice does to it (S64, S77, K15, N16).

Also the register of what providers and municipalities are asked to account for; what is known is not asked (N17).
"""
