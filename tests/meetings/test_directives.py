"""Directives as they are dictated: words, addressees, terms."""

import datetime
from typing import Any

import pytest

from meetings import reference
from meetings.conclusion import addressing
from meetings.conclusion.terms import Due, TermRefused, parse_due
from meetings.models import AddresseeGroup, Directive
from tests import factories as make
from tests.meetings.stage import HTMX, Stage, in_session, page, signed_in, words
from units.models import Role

ON = datetime.date(2026, 9, 7)


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("trước ngày 15/9/2026", Due("trước ngày 15/9/2026", datetime.date(2026, 9, 14))),
        ("đến hết ngày 30/10/2026", Due("đến hết ngày 30/10/2026", datetime.date(2026, 10, 30))),
        ("Trong tháng 10/2026.", Due("trong tháng 10/2026", datetime.date(2026, 10, 31))),
        ("trong tháng 2 năm 2028", Due("trong tháng 2/2028", datetime.date(2028, 2, 29))),
        ("trước 15/9", Due("trước ngày 15/9/2026", datetime.date(2026, 9, 14))),
        ("trước 15/1", Due("trước ngày 15/01/2027", datetime.date(2027, 1, 14))),
        ("thường xuyên", Due("thường xuyên", None)),
        ("", Due("", None)),
    ],
)
def test_term_is_read_as_dictated(typed: str, due: Due) -> None:
    assert parse_due(typed, ON) == due


@pytest.mark.parametrize(
    "typed",
    ["trước ngày 31/2/2027", "tháng 13/2026", "quý 4", "trước ngày 15/9/26", "15/8/2026"],
)
def test_unreadable_or_past_term_is_refused(typed: str) -> None:
    with pytest.raises(TermRefused):
        parse_due(typed, ON)


def office() -> Stage:
    reference.load()
    here = in_session()
    here.department.fields.add(make.field())
    make.region(here.province, "VKSND khu vực 4")
    make.appointment(
        make.person("Trần Văn Minh"), here.region, Role.UNIT_HEAD, position="Viện trưởng"
    )
    return here


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("kv4", ["VKSND khu vực 4"]),
        ("Khu vuc 4; phòng 9", ["VKSND khu vực 4", "Phòng 9"]),
        ("các phòng", ["Các phòng"]),
        ("phong nghiep vu", ["Các phòng nghiệp vụ"]),
        ("văn phòng", ["Văn phòng"]),
        ("Minh", ["Trần Văn Minh, Viện trưởng VKSND khu vực 5"]),
        ("KV4; khu vực 4", ["VKSND khu vực 4"]),
    ],
)
def test_addressee_is_found_from_a_few_letters(typed: str, labels: list[str]) -> None:
    here = office()
    among = addressing.choices(here.province, make.TODAY)
    assert [one.label for one in addressing.resolve(typed, among)] == labels


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["khu", "Phòng 77", "VKSND tỉnh Phú Yên"])
def test_unclear_addressee_is_refused_with_a_sentence(typed: str) -> None:
    here = office()
    make.province("VKSND tỉnh Phú Yên")
    with pytest.raises(addressing.UnknownAddressee) as refused:
        addressing.resolve(typed, addressing.choices(here.province, make.TODAY))
    assert typed in refused.value.sentence


def record(here: Stage, **typed: Any) -> Any:
    data = {"text": "Rà soát chỉ tiêu chưa đạt"} | typed
    client = signed_in(here.clerk)
    return client.post(page("directive_create", here.meeting.pk), data, headers=HTMX)


@pytest.mark.django_db
def test_directive_is_made_of_the_marked_text_of_a_row() -> None:
    here = office()
    row = make.intervention(here.meeting, here.clerk, "Phòng 9 kiểm tra tại khu vực 4")
    response = record(
        here,
        source=str(row.client_key),
        lead="Phòng 9",
        coordinating="kv4",
        due="trước ngày 15/12/2026",
    )
    made = Directive.objects.get()
    assert response["HX-Trigger"] == "minutes-changed, directive-saved"
    assert (made.intervention, made.order) == (row, 1)
    assert (made.due_on, made.due_text) == (datetime.date(2026, 12, 14), "trước ngày 15/12/2026")
    assert next((a.unit, a.is_lead) for a in made.addressees.all()) == (here.department, True)


@pytest.mark.django_db
def test_one_row_gives_several_directives_but_none_twice() -> None:
    here = office()
    row = make.intervention(here.meeting, here.clerk, "Hai việc")
    for text in ("Việc một", "Việc hai", "Việc hai"):
        record(here, source=str(row.client_key), text=text)
    assert list(Directive.objects.values_list("order", "text")) == [
        (1, "Việc một"),
        (2, "Việc hai"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Nội dung chỉ đạo"),
        ({"text": "x" * 10_000}, "tối đa 5000 ký tự"),
        ({"text": "Việc\nTUYỆT MẬT"}, "không được nhập"),
        ({"due": "TỐI MẬT"}, "không được nhập"),
        ({"lead": "Phòng 77"}, "Không có đơn vị, nhóm hoặc người nào tên"),
        ({"due": "ngày 40/9/2026"}, "Không có ngày 40/9/2026"),
        ({"lead": "Phòng 9", "gives_no_task": "on"}, "bỏ chọn ô này"),
    ],
)
def test_wrong_directive_is_refused_and_keeps_what_was_typed(
    typed: dict[str, str], sentence: str
) -> None:
    here = office()
    response = record(here, product="Báo cáo rà soát", **typed)
    assert response.status_code == 422
    assert sentence in words(response)
    assert "Báo cáo rà soát" in words(response)
    assert not Directive.objects.exists()


@pytest.mark.django_db
def test_directive_is_edited_and_shows_what_it_said() -> None:
    here = office()
    record(here, lead="Phòng 9; các phòng nghiệp vụ", due="hằng tuần")
    made = Directive.objects.get()
    client = signed_in(here.clerk)
    form = client.get(page("directive_edit", made.pk)).context["form"]
    assert form["lead"].value() == "Phòng 9; Các phòng nghiệp vụ"
    assert form["due"].value() == "hằng tuần"
    client.post(page("directive_edit", made.pk), {"text": "Khác", "lead": "kv4", "version": 1})
    made.refresh_from_db()
    assert (made.text, made.version, made.addressees.count()) == ("Khác", 2, 1)


@pytest.mark.django_db
def test_two_editors_of_a_directive_get_both_texts() -> None:
    here = office()
    record(here)
    made = Directive.objects.get()
    client = signed_in(here.clerk)
    client.post(page("directive_edit", made.pk), {"text": "Bản một", "version": 1})
    both = client.post(page("directive_edit", made.pk), {"text": "Bản <hai>", "version": 1})
    assert both.status_code == 409
    assert "Bản một" in words(both)
    assert "Bản &lt;hai&gt;" in words(both)
    mine = {"text": "Bản <hai>", "version": 1, "over": 2}
    assert client.post(page("directive_edit", made.pk), mine).status_code == 302


@pytest.mark.django_db
def test_removed_directive_closes_up_the_numbers() -> None:
    here = office()
    for text in ("Một", "Hai", "Ba"):
        record(here, text=text)
    second = Directive.objects.get(order=2)
    signed_in(here.clerk).post(page("directive_remove", second.pk))
    assert list(Directive.objects.values_list("order", "text")) == [(1, "Một"), (2, "Ba")]


@pytest.mark.django_db
def test_directive_already_in_a_notice_is_not_removed() -> None:
    here = office()
    record(here)
    made = Directive.objects.get()
    make.notice(here.meeting).paragraphs.create(directive=made, order=1, text=made.text)
    client = signed_in(here.clerk)
    answer = client.post(page("directive_remove", made.pk), follow=True)
    assert "dự thảo thông báo" in words(answer)
    assert Directive.objects.exists()


@pytest.mark.django_db
def test_foreign_directive_is_not_found_and_a_participant_may_not_edit() -> None:
    here = office()
    record(here)
    made = Directive.objects.get()
    stranger = make.user(Role.OFFICE_STAFF, make.secretariat(make.province("VKSND tỉnh Phú Yên")))
    assert signed_in(stranger).get(page("directive_edit", made.pk)).status_code == 404
    guest = make.user(Role.UNIT_HEAD, here.region)
    assert signed_in(guest).get(page("directive_edit", made.pk)).status_code == 403


@pytest.mark.django_db
def test_reference_rows_are_loaded_once_and_keep_changes() -> None:
    reference.load()
    AddresseeGroup.objects.filter(code="cac-phong").update(name="Các phòng thuộc tỉnh")
    reference.load()
    assert AddresseeGroup.objects.get(code="cac-phong").name == "Các phòng thuộc tỉnh"
    assert AddresseeGroup.objects.count() == len(reference.GROUPS)
