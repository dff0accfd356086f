# SPDX-License-Identifier: EUPL-1.2
"""Decisions on individual provisions, their terms and letters, objection and appeal."""
