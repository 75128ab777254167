"""Every action rule of the application: the functions `may_*` below the apps' permissions."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, get_type_hints

from django.db.models import Model

from procuracy.web.access import Rule

APPS = ("units", "targets", "meetings")


@dataclass(frozen=True)
class Action:
    """A rule with its words; `about`: the kind of thing it is asked for, None for none."""

    name: str
    rule: Rule
    heading: str
    words: str
    about: type[Model] | None
    takes_thing: bool


def actions() -> list[Action]:
    """In the order in which they are written."""
    return [_action(module, name, rule) for module in modules() for name, rule in rules(module)]


def modules() -> Iterator[ModuleType]:
    for app in APPS:
        home = importlib.import_module(f"{app}.permissions")
        names = [one.name for one in pkgutil.iter_modules(getattr(home, "__path__", []))]
        yield from (
            importlib.import_module(f"{home.__name__}.{name}")
            for name in sorted(names, key=lambda one: (one != app, one))
        )
        if not names:
            yield home


def rules(module: ModuleType) -> list[tuple[str, Rule]]:
    """The module's own rules; another name for one of them counts, an imported one does not."""
    return [
        (name, rule)
        for name, rule in vars(module).items()
        if name.startswith("may_") and rule.__module__ == module.__name__
    ]


def _action(module: ModuleType, name: str, rule: Rule) -> Action:
    about, takes_thing = _about(rule)
    return Action(
        name,
        rule,
        getattr(module, "HEADING", ""),
        getattr(rule, "words", ""),
        getattr(rule, "on", None) or about,
        takes_thing,
    )


def _about(rule: Rule) -> tuple[type[Model] | None, bool]:
    """The model of the second parameter, and whether such a thing is handed in."""
    names = list(inspect.signature(rule).parameters)[1:2]
    if not names:
        return None, False
    hint: Any = get_type_hints(rule)[names[0]]
    kinds = [k for k in getattr(hint, "__args__", (hint,)) if inspect.isclass(k)]
    model = next((kind for kind in kinds if issubclass(kind, Model)), None)
    return model, model is not None
