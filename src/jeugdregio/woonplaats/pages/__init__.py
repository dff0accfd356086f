# SPDX-License-Identifier: EUPL-1.2
"""The pages of this room: where a child belongs, and claims between municipalities."""
