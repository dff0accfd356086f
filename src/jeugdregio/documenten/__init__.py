# SPDX-License-Identifier: EUPL-1.2
"""Letters as PDF, for every room above."""
