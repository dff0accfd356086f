# SPDX-License-Identifier: EUPL-1.2
"""The pages on which people get their right: requests, complaints, calamities and participation."""
