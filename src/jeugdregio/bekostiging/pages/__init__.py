# SPDX-License-Identifier: EUPL-1.2
"""Pages of agreements that are paid in instalments."""
