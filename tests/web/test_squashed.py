"""Tables made at one go are those that the single migrations lead to, and the models of today."""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.state import ProjectState
from django.utils import translation

from procuracy.web.tables import CreateTables

Node = tuple[str, str]
OWN = {"web", "units", "targets", "meetings"}


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    """Both ways beside each other; reads files alone."""
    made = MigrationLoader(None, load=False, replace_migrations=False)
    made.build_graph()
    return made


def squashed(loader: MigrationLoader) -> list[Node]:
    found = [node for node, one in loader.disk_migrations.items() if one.replaces]
    assert found
    return found


def test_both_ways_lead_to_the_same_tables(loader: MigrationLoader) -> None:
    """A step that was forgotten in one of them is named by its operations."""
    short = squashed(loader)
    long = [loader.disk_migrations[node].replaces[-1] for node in short]
    found = MigrationAutodetector(loader.project_state(long), loader.project_state(short)).changes(
        loader.graph
    )
    assert {app: [one.operations for one in steps] for app, steps in found.items()} == {}


def test_models_are_those_of_the_migrations() -> None:
    with translation.override(None):
        state = MigrationLoader(None).project_state()
        found = MigrationAutodetector(state, ProjectState.from_apps(apps)).changes(
            MigrationLoader(None).graph
        )
    assert {app: steps for app, steps in found.items() if app in OWN} == {}


def test_each_replaces_all_steps_up_to_its_last_one(loader: MigrationLoader) -> None:
    for app, name in squashed(loader):
        replaced = [one for _, one in loader.disk_migrations[app, name].replaces]
        there = sorted(one for at, one in loader.disk_migrations if at == app and one != name)
        assert replaced == there[: len(replaced)]
        assert name.endswith(replaced[-1])


def test_what_runs_by_itself_is_not_hidden_among_tables(loader: MigrationLoader) -> None:
    """`CreateTables` makes tables; a statement among them would silently not be run."""
    for node in squashed(loader):
        for operation in loader.disk_migrations[node].operations:
            if isinstance(operation, CreateTables):
                running = (RunSQL, RunPython, SeparateDatabaseAndState)
                assert not [one for one in operation.operations if isinstance(one, running)]
