# SPDX-License-Identifier: EUPL-1.2
"""Access: from the first question of a family to what can be decided upon."""
