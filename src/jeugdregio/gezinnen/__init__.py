# SPDX-License-Identifier: EUPL-1.2
"""Families: the people in one, who has custody and so signs, and the one plan with its goals and its team."""
