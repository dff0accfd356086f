# SPDX-License-Identifier: EUPL-1.2
"""Where organisations are connected: carriers that bring messages in and take them away, and the API."""
