# SPDX-License-Identifier: EUPL-1.2
"""The books for whoever checks them: the ledger as a file, Iv3, and what municipalities settle among themselves."""
