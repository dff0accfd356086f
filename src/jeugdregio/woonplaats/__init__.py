# SPDX-License-Identifier: EUPL-1.2
"""Which municipality is responsible for a child, day by day, and what municipalities settle when it was another."""
