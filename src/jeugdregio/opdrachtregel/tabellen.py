# SPDX-License-Identifier: EUPL-1.2
"""Whether the tables are those of this program: older, newer, or just right."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verschil:
    """Migrations that the database still has to get, and those it had from a newer program."""

    te_doen: tuple[str, ...]
    onbekend: tuple[str, ...]

    def __str__(self) -> str:
        if self.onbekend:
            return (
                f"de database is nieuwer dan dit programma: {len(self.onbekend)} migraties zijn hier onbekend "
                f"(zoals {self.onbekend[0]}). Neem de nieuwe uitgave in gebruik, of zet de kopie van vóór het "
                "bijwerken terug."
            )
        if self.te_doen:
            return (
                f"de database is ouder dan dit programma: {len(self.te_doen)} migraties te doen. "
                "Draai `jeugdregio beheer migrate`."
            )
        return "bijgewerkt"

    def __bool__(self) -> bool:
        return bool(self.te_doen or self.onbekend)


def verschil() -> Verschil:
    """Compare; needs Django set up, and lets go of the connection."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.recorder import MigrationRecorder

    executor = MigrationExecutor(connection)
    plan = [f"{one.app_label} {one.name}" for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    ours = {config.label for config in apps.get_app_configs()}
    known = set(executor.loader.disk_migrations) | {
        replaced for one in executor.loader.disk_migrations.values() for replaced in one.replaces
    }
    strange = [f"{app} {name}" for app, name in MigrationRecorder(connection).applied_migrations() if app in ours]
    connection.close()
    named = {f"{app} {name}" for app, name in known}
    return Verschil(tuple(plan), tuple(sorted(name for name in strange if name not in named)))


def weiger_bij_verschil() -> None:
    """End the command when program and tables do not belong together: it would misread what is stored."""
    from jeugdregio.opdrachtregel import omgeving

    found = verschil()
    if found:
        omgeving.stop_met(f"Dit kan niet starten: {found}")
