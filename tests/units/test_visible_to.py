"""Whoever asks: what one may see costs a query at most one join or one subquery more."""

import pytest
from django.apps import apps
from django.db.models import Exists, OuterRef

from meetings.models import DirectiveTask, Meeting
from tests import factories as make
from tests.statements import parts
from units.models import PaperComment, PaperVersion, Role, User

# A document is one's own to read for two reasons that stand against each other: the office issued
# it, except papers of a briefing that are kept from this reader (ADR 24); or it was sent to one's
# unit, whatever is kept. Both are small sets of their own; one would list the whole register.
# A department's tasks are its own, found by their column, and those of its fields in every unit:
# put into one subquery, the first could not be found by their index.
TWO = {"Document", "DirectiveTask"}
# They name their paper by kind and key (ADR 37): a subquery for each kind, asked for one paper.
OF_PAPERS = {PaperComment, PaperVersion}

pytestmark = pytest.mark.django_db

MODELS = [one for one in apps.get_models() if hasattr(one._default_manager.all(), "visible_to")]


def everybody() -> list[User]:
    """One of every role in a department of the province, and in a region."""
    province = make.province()
    work = make.field()
    places = make.department(province), make.region(province)
    places[0].fields.add(work)
    users = [make.user(role, place) for role in Role for place in places]
    for user in users:
        if user.acting and user.acting.role == Role.UNIT_CLERK:
            make.portfolio(user.acting, field=work)
    return users


def test_models_have_it() -> None:
    assert {Meeting, DirectiveTask} < set(MODELS)
    assert len(MODELS) > 20


def test_seeing_costs_one_join_or_one_subquery() -> None:
    said = {}
    for user in everybody():
        assert user.acting
        for model in MODELS:
            rows = model._default_manager.all()
            bare, shown = parts(rows), parts(rows.visible_to(user))  # type: ignore[attr-defined]
            if model in OF_PAPERS:
                continue
            if (added := sum(shown) - sum(bare)) > 1 + (model.__name__ in TWO):
                said[model.__name__, user.acting.role] = added
    assert said == {}


def test_joins_and_subqueries_are_counted() -> None:
    """A subquery with what stands in it is one, two beside each other are two."""
    rows = Meeting.objects.order_by()
    joined = rows.filter(chair__person__full_name="A")
    assert parts(rows) == (0, 0)
    assert parts(joined) == (2, 0)
    both = joined.values("pk").union(rows.values("pk"))
    assert parts(rows.filter(pk__in=both)) == (0, 1)
    same = Exists(rows.filter(pk=OuterRef("pk")))
    assert parts(joined.filter(same | same, pk__in=both)) == (2, 3)
