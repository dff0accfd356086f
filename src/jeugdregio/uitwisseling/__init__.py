# SPDX-License-Identifier: EUPL-1.2
"""Cases, decisions and documents in the shapes of the Dutch case standards (ZGW), for whoever takes them over."""
