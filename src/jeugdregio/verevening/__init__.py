# SPDX-License-Identifier: EUPL-1.2
"""What municipalities settle among themselves: solidarity by the rule of the year (S61, S63), the four O's (S62)."""
