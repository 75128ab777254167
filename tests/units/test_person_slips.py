"""Accounts for many at once: passwords on paper that exists once and nowhere else."""

import base64
import io
import re
from typing import Any

import pdfplumber
import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.test import Client

from tests import factories as f
from units.models import Person, Role, Unit, User
from units.views import account_slips
from units.views.account_slips import initials, proposals

pytestmark = pytest.mark.django_db
URL = "/accounts/slips/"


@pytest.fixture(autouse=True)
def cheap_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture(autouse=True)
def administrator(office: Unit, client: Client) -> User:
    user = f.user(Role.ADMINISTRATOR, f.department(office, "Văn phòng"))
    client.force_login(user)
    return user


def seated(name: str, where: Unit, **more: Any) -> Person:
    holder = f.person(name, **more)
    f.appointment(holder, where)
    return holder


def pressed(client: Client, *people: Person, **more: str) -> Any:
    chosen = {f"open_{one.pk}": "on" for one in people}
    names = {f"username_{one.pk}": f"ten.{one.pk}" for one in people}
    return client.post(URL, chosen | names | more)


def paper(answer: Any) -> bytes:
    found = re.search(r'href="data:application/pdf;base64,([^"]+)"', answer.content.decode())
    assert found
    return base64.b64decode(found[1])


def test_slips_hold_working_passwords_that_are_stored_nowhere(client: Client, office: Unit) -> None:
    region = f.region(office)
    mai, duc = seated("Nguyễn Thị Mai", region), seated("Lê Văn Đức", region)
    answer = pressed(client, mai, duc)
    with pdfplumber.open(io.BytesIO(paper(answer))) as book:
        (page,) = book.pages
        text = page.extract_text()
        assert (round(page.width), round(page.height)) == (595, 842)
    passwords = re.findall(r"[a-z0-9]{4}(?:-[a-z0-9]{4}){3}", text)
    assert len(set(passwords)) == 2
    for person in (mai, duc):
        account = User.objects.get(person=person)
        assert account.must_change_password
        assert account.username in text
        assert person.full_name in text
        assert any(check_password(one, account.password) for one in passwords)
    assert "VKSND khu vực 5" in text
    for secret in passwords:
        assert secret not in answer.content.decode()
        assert not anywhere(secret)


def anywhere(text: str) -> list[str]:
    """Tables with the text in any column of any row."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(
                f'SELECT 1 FROM "{table}" t WHERE t::text LIKE %s LIMIT 1', [f"%{text}%"]
            )
            found += [table] if cursor.fetchone() else []
    return found


def test_answer_is_not_kept_by_the_browser_and_not_had_again(client: Client, office: Unit) -> None:
    mai = seated("Nguyễn Thị Mai", office)
    answer = pressed(client, mai)
    assert "no-store" in answer["Cache-Control"]
    assert "rời trang này là không lấy lại được" in answer.content.decode()
    again = pressed(client, mai)
    assert again.status_code == 422
    assert "data:application/pdf" not in again.content.decode()


def test_eight_slips_stand_on_a_sheet_each_whole(client: Client, office: Unit) -> None:
    people = [seated(f"Người Thứ {number}", office) for number in range(9)]
    with pdfplumber.open(io.BytesIO(paper(pressed(client, *people)))) as book:
        counts = [page.extract_text().count("Mật khẩu một lần") for page in book.pages]
    assert counts == [8, 1]


def test_taken_or_repeated_user_name_opens_no_account(client: Client, office: Unit) -> None:
    User.objects.create(username="mai.nt", person=f.person())
    mai, duc = seated("Nguyễn Thị Mai", office), seated("Lê Văn Đức", office)
    before = User.objects.count()
    taken = pressed(client, mai, duc, **{f"username_{mai.pk}": "mai.nt"})
    assert "“mai.nt” đã có người dùng" in taken.content.decode()
    twice = pressed(client, mai, duc, **{f"username_{mai.pk}": f"ten.{duc.pk}"})
    assert "ghi cho hai người" in twice.content.decode()
    empty = pressed(client, mai, duc, **{f"username_{mai.pk}": ""})
    assert "Ghi tên đăng nhập" in empty.content.decode()
    assert {taken.status_code, twice.status_code, empty.status_code} == {422}
    assert User.objects.count() == before


def test_paper_that_cannot_be_drawn_opens_no_account(
    client: Client, office: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(html: str) -> bytes:
        raise RuntimeError("no paper")

    mai = seated("Nguyễn Thị Mai", office)
    monkeypatch.setattr(account_slips.pdf, "render", broken)
    with pytest.raises(RuntimeError):
        pressed(client, mai)
    assert not User.objects.filter(person=mai).exists()


def test_only_people_of_the_office_without_account_are_offered(
    client: Client, office: Unit
) -> None:
    seated("Người Nhà", f.region(office))
    seated("Người Khác", f.province("VKSND tỉnh Vĩnh Long"))
    f.person("Người Chưa")
    page = client.get(URL).content.decode()
    assert "Người Nhà" in page
    assert "Người Khác" not in page
    assert "Người Chưa" not in page


def test_user_names_are_proposed_free(office: Unit) -> None:
    User.objects.create(username="hoa.nt", person=f.person())
    people = [
        f.person("Nguyễn Thị Hòa"),
        f.person("Nguyễn Thu Hoa"),
        f.person("Đỗ Văn Ân", suggested_username="an.dv.kv5"),
    ]
    assert list(proposals(people).values()) == ["hoa.nt2", "hoa.nt3", "an.dv.kv5"]
    assert initials("Đ") == "d"
    assert initials("???") == "canbo"


def test_page_costs_the_same_for_many(
    client: Client, office: Unit, django_assert_max_num_queries: Any
) -> None:
    costs = []
    for count in (1, 20):
        for _ in range(count):
            seated("", office)
        with django_assert_max_num_queries(40) as queries:
            client.get(URL)
        costs.append(len(queries))
    assert costs[0] == costs[1]
