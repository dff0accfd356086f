# SPDX-License-Identifier: EUPL-1.2
"""Official code lists and dated, sourced parameters."""
