# SPDX-License-Identifier: EUPL-1.2
"""Pages of the use of youth care: the figures, the rows under them, and published figures beside each other."""
