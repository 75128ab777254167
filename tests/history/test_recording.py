"""What the triggers write: every change of every business table, by whom, from where."""

import datetime
import re
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from procuracy.web.history import recorded, triggers
from procuracy.web.history.context import (
    Actor,
    Origin,
    record_command,
    record_job,
    working,
)
from procuracy.web.models import Change
from targets.models import Figure
from tests import factories as f
from units.models import Delegation, Field, Person, Role, Unit, User
from units.recording import RecordingMiddleware

pytestmark = pytest.mark.django_db


def last() -> Change:
    return Change.objects.latest("pk")


def of(row: Any) -> list[Change]:
    found = Change.objects.filter(table=row._meta.db_table, record=str(row.pk))
    return list(found.order_by("pk"))


def someone(number: int) -> Origin:
    return Origin("POST /x/", address="10.0.0.1", who=lambda: Actor(number, number + 1))


def execute(statement: str, parameters: Any = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_every_business_table_has_its_triggers() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgenabled = 'O'"
        )
        installed = set(cursor.fetchall())
    wanted = {
        (model._meta.db_table, trigger.get_pgid(model))
        for model in recorded.recorded_models()
        for trigger in triggers.triggers_of(model)
    }
    assert len(wanted) > 100
    assert wanted - installed == set()


def test_models_of_every_kind_are_recorded() -> None:
    tables = {model._meta.db_table for model in recorded.recorded_models()}
    expected = {"units_user", "units_unit_fields", "meetings_meeting_invited", "targets_figure"}
    assert expected <= tables
    assert not {"django_session", "web_change", "web_seal", "targets_boardprint"} & tables


def test_columns_that_may_hold_secrets_are_left_out() -> None:
    telling = re.compile(
        r"^(password|secret|token|key|seed|code_digest)$|_(secret|token|hash|seed)$"
    )
    kept = {
        f"{model._meta.label}.{field.column}"
        for model in recorded.recorded_models()
        for field in model._meta.concrete_fields
        if telling.search(field.column or "")
        and field.column not in recorded.omitted(model) | recorded.ignored(model)
    }
    assert kept == {"units.PaperComment.key"}  # which passage it is about


def test_insert_keeps_the_whole_row() -> None:
    with working(someone(7)):
        person = f.person("Trần Thị Bình", email="binh@example.vn")
    (change,) = of(person)
    assert (change.kind, change.before) == ("insert", None)
    assert change.after
    assert change.after["full_name"] == "Trần Thị Bình"
    assert (change.user_id, change.appointment_id, change.address) == (7, 8, "10.0.0.1")
    assert (change.source, change.role) == ("POST /x/", "procuracy_app")


def test_update_keeps_only_what_changed() -> None:
    person = f.person("Trần Thị Bình", phone="0912")
    person.phone = "0913"
    person.save()
    change = of(person)[-1]
    assert (change.kind, change.before, change.after) == (
        "update",
        {"phone": "0912"},
        {"phone": "0913"},
    )


def test_saving_the_same_again_is_no_change() -> None:
    person = f.person()
    person.save()
    assert len(of(person)) == 1


def test_row_whose_key_changed_is_another_row() -> None:
    field = f.field("Dân sự")
    Field.objects.filter(pk=field.pk).update(id=field.pk + 1000)
    gone, made = Change.objects.filter(table="units_field").order_by("pk")[1:]
    kinds = {(one.kind, one.record) for one in (gone, made)}
    assert kinds == {("delete", str(field.pk)), ("insert", str(field.pk + 1000))}
    assert {"Dân sự"} == {(one.before or one.after or {})["name"] for one in (gone, made)}


def test_delete_keeps_what_was_there() -> None:
    field = f.field("Dân sự")
    key = field.pk
    field.delete()
    change = Change.objects.get(table="units_field", record=str(key), kind="delete")
    assert change.before
    assert (change.before["name"], change.after) == ("Dân sự", None)


def test_bulk_update_and_bulk_insert_are_recorded_row_by_row() -> None:
    Field.objects.bulk_create(Field(code=f"x{n}", name=f"X {n}", short_name="x") for n in range(5))
    with working(someone(3)):
        Field.objects.filter(code__startswith="x").update(order=F("order") + 7)
    changes = Change.objects.filter(table="units_field")
    assert changes.filter(kind="insert").count() == 5
    assert set(changes.filter(kind="update").values_list("user_id", flat=True)) == {3}


def test_many_to_many_rows_belong_to_the_side_that_declares_them() -> None:
    unit, field = f.province(), f.field()
    unit.fields.add(field)
    change = last()
    assert (change.table, change.kind) == ("units_unit_fields", "insert")
    assert change.whole == f"units_unit {unit.pk}"


def test_raw_sql_is_recorded_with_its_author() -> None:
    person = f.person("Ai Đó")
    with working(someone(5)):
        execute("UPDATE units_person SET phone = %s WHERE id = %s", ["100%", person.pk])
    assert (last().after, last().user_id) == ({"phone": "100%"}, 5)


def test_raw_sql_that_begins_with_a_query_is_recorded_with_its_author() -> None:
    person = f.person("Ai Đó")
    with working(someone(5)):
        execute(
            f"WITH one AS (SELECT {person.pk} AS id) "
            "UPDATE units_person SET phone = 'x' FROM one WHERE units_person.id = one.id"
        )
    assert last().user_id == 5


def test_batches_are_recorded_with_their_author() -> None:
    people = [f.person() for _ in range(3)]
    with working(someone(5)), connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE units_person SET phone = %s WHERE id = %s", [(str(p.pk), p.pk) for p in people]
        )
    assert {of(person)[-1].user_id for person in people} == {5}


def test_shell_work_is_recorded_as_such() -> None:
    f.person()
    assert (last().source, last().user_id, last().role) == ("shell", None, "procuracy_app")


def test_password_is_noted_but_not_kept() -> None:
    user = f.user(Role.UNIT_CLERK, f.province())
    assert "password" not in (of(user)[0].after or {})
    user.set_password("mat-khau-moi-rat-dai")
    user.save()
    assert of(user)[-1].after == {"password": None}
    assert "argon2" not in str(list(Change.objects.values_list("before", "after")))


def test_signing_in_alone_is_no_change() -> None:
    user = f.user(Role.UNIT_CLERK, f.province())
    User.objects.filter(pk=user.pk).update(last_login=f.NOW)
    assert len(of(user)) == 1


def test_rows_belong_to_their_unit() -> None:
    province = f.province()
    meeting = f.meeting(province)
    item = f.agenda_item(meeting)
    assert of(item)[0].unit_id == province.pk
    assert of(item)[0].whole == f"meetings_meeting {meeting.pk}"
    where = f.region(province)
    made = f.figure(f.indicator(), where, datetime.date(2026, 1, 1), 5)
    assert of(made)[0].unit_id == where.pk


def test_rows_of_no_unit_belong_to_that_of_the_author() -> None:
    with working(Origin("POST /x/", who=lambda: Actor(1, 2, 77))):
        person = f.person()
    assert of(person)[0].unit_id == 77


def test_rolled_back_context_does_not_stay_and_does_not_go_missing() -> None:
    """A savepoint takes settings back with it; each statement says again who writes."""
    with transaction.atomic(), working(someone(1)):
        point = transaction.savepoint()
        f.person()
        transaction.savepoint_rollback(point)
        kept = f.person()
    assert of(kept)[0].user_id == 1
    assert of(f.person())[0].user_id is None


def test_failed_statement_leaves_no_name_behind() -> None:
    f.person(pk=5)
    with working(someone(1)), pytest.raises(IntegrityError), transaction.atomic():
        f.person(pk=5)
    assert of(f.person())[0].user_id is None


@pytest.mark.django_db(transaction=True)
def test_autocommitted_statement_carries_its_author_and_the_next_one_does_not() -> None:
    assert connection.get_autocommit()
    with working(someone(1)):
        first = f.person()
    with working(someone(2)):
        second = f.person()
    third = f.person()
    assert [of(one)[0].user_id for one in (first, second, third)] == [1, 2, None]


@pytest.mark.django_db(transaction=True)
def test_two_requests_on_one_connection_are_told_apart(client: Client) -> None:
    province = f.province()
    office = f.secretariat(province)
    users = [f.user(Role.OFFICE_STAFF, office) for _ in range(2)]
    before = Change.objects.latest("pk").pk
    for number, user in enumerate(users):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        url = reverse("targets:instrument_create")
        client.post(url, instrument_form(number), headers={"X-Forwarded-For": f"10.1.1.{number}"})
    made = Change.objects.filter(pk__gt=before, table="targets_instrument").order_by("pk")
    assert [change.user_id for change in made] == [user.pk for user in users]
    assert {change.source for change in made} == {f"POST {url}"}
    assert {change.unit_id for change in made} == {office.pk}


def instrument_form(number: int) -> dict[str, str]:
    return {
        "kind": "KH",
        "code": f"{number}/KH-VKSTC",
        "issued_on": "01/12/2025",
        "issuer": "Viện kiểm sát nhân dân tối cao",
        "subject": "Kế hoạch công tác",
    }


def test_who_acts_under_a_mandate_is_recorded_with_it(rf: RequestFactory) -> None:
    province = f.province()
    head, deputy = (f.user(role, province) for role in (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY))
    assert head.acting
    assert deputy.acting
    mandate = Delegation.objects.create(
        grantor=head.acting,
        delegate=deputy.acting,
        mandate="Giấy ủy quyền số 01",
        scope="Điều hành",
        valid_from=f.TODAY,
        valid_to=f.TODAY,
    )
    request: Any = rf.post("/x/")
    request.user = deputy.act_on(f.TODAY)

    def view(request: HttpRequest) -> HttpResponse:
        f.field("Dân sự")
        return HttpResponse()

    RecordingMiddleware(view)(request)
    change = last()
    assert (change.user_id, change.delegation_id) == (deputy.pk, mandate.pk)
    assert (change.appointment_id, change.unit_id) == (deputy.acting.pk, province.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE web_change SET user_id = 1",
        "DELETE FROM web_change",
        "TRUNCATE web_change",
        "INSERT INTO web_change SELECT * FROM web_change",
        "DELETE FROM web_revision",
        "UPDATE web_seal SET number = 1",
        "DELETE FROM web_seal",
        "ALTER TABLE units_person DISABLE TRIGGER ALL",
        "ALTER TABLE units_person DISABLE TRIGGER USER",
        "DROP TRIGGER pgtrigger_history_update_units_person ON units_person",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION pgtrigger_history_update_units_person() RETURNS trigger "
        "LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
    ],
)
def test_application_role_cannot_get_around_the_record(statement: str) -> None:
    with pytest.raises(Exception, match=r"permission denied|must be owner"), transaction.atomic():
        execute(statement)


def test_the_librarys_switch_and_look_alike_tables_do_not_silence_it() -> None:
    names = ", ".join(trigger.get_pgid(Person) for trigger in triggers.triggers_of(Person))
    execute(f"SET LOCAL pgtrigger.ignore = '{{{names}}}'")
    person = f.person()
    assert len(of(person)) == 1


def test_owner_work_is_recorded_with_the_owners_role(
    owner_connection: psycopg.Connection[Any], transactional_db: None
) -> None:
    person = f.person()
    owner_connection.execute("UPDATE units_person SET phone = '1' WHERE id = %s", [person.pk])
    change = of(person)[-1]
    assert (change.source, change.role) == ("shell", owner_connection.info.user)


def test_jobs_and_commands_say_what_they_are() -> None:
    task = SimpleNamespace(task=SimpleNamespace(name="units.jobs.deliver"))
    record_job(f.person, task, None)
    assert last().source == "job units.jobs.deliver"
    with record_command(["manage.py", "create_administrator", "--secret=x"]):
        f.person()
    assert last().source == "manage.py create_administrator"


def test_unit_model_is_its_own_unit() -> None:
    unit: Unit = f.province()
    assert of(unit)[0].unit_id == unit.pk


def test_values_stay_what_they_were() -> None:
    made = f.figure(f.indicator(decimals=2), f.province(), datetime.date(2026, 1, 1), 5)
    Figure.objects.filter(pk=made.pk).update(value="12.50")
    assert of(made)[-1].after == {"value": 12.5}
