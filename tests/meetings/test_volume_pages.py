"""Pages of volumes: what would go in, the order on its way, the closed volume, who may."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.jobs import close_volume
from meetings.models import IndexTerm, Meeting, MeetingKind, Volume, VolumeAccess, VolumeOrder
from meetings.volumes import closing
from tests import factories as make
from tests.factories import volumes
from tests.meetings import offices
from tests.meetings.binding import NOW, Binder, binder
from units.models import Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
HTMX = {"HX-Request": "true"}
SEPTEMBER = {"kind": "TB", "starts_on": "2026-09-01", "ends_on": "2026-09-30"}
CREATE = "/volumes/create/"


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", NOW.isoformat())


@pytest.fixture
def here() -> Binder:
    return binder()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def seen(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


def test_clerk_sees_the_list_orders_and_opens_the_volume(here: Binder) -> None:
    client = signed_in(here.keeper)
    assert "Cơ quan chưa đóng tập nào." in text(client.get("/volumes/"))
    one = here.issue(1)
    page = text(client.get(CREATE, SEPTEMBER))
    assert "1 văn bản, 2 trang" in page
    assert one.code in page
    answer = client.post(CREATE, SEPTEMBER | {"seen": seen(page)})
    order = VolumeOrder.objects.get()
    assert answer["Location"] == f"/volume-orders/{order.pk}/"
    waiting = text(client.get(answer["Location"]))
    assert "Đang đóng tập… 0 %" in waiting
    shown = f"/volume-orders/{order.pk}/?shown=waiting-0"
    assert client.get(shown, headers=HTMX).status_code == 204
    VolumeOrder.objects.update(progress=30)
    assert 'value="30"' in text(client.get(shown, headers=HTMX))

    closing.close(order.pk, at=NOW)
    done = text(client.get(shown, headers=HTMX))
    assert "Đã đóng tập số 01/2026." in done
    assert "hx-trigger" not in done
    volume = Volume.objects.get()
    detail = text(client.get(f"/volumes/{volume.pk}/"))
    assert one.code in detail
    assert volume.sha256 in detail
    file = client.get(f"/volumes/{volume.pk}/pdf/")
    assert file.content == bytes(volume.pdf)
    same = client.get(f"/volumes/{volume.pk}/pdf/", headers={"If-None-Match": file["ETag"]})
    assert same.status_code == 304
    told = VolumeAccess.objects.order_by("pk").values_list("action", flat=True)
    assert list(told) == ["read", "download", "download"], "each look at a volume is on record"
    again = text(client.get(CREATE, SEPTEMBER))
    assert "Kỳ này không có văn bản nào chưa đóng tập." in again
    assert "Đã ở tập khác: 1 văn bản" in again


def test_stale_list_comes_back_with_what_is_there_now(here: Binder) -> None:
    client = signed_in(here.keeper)
    here.issue(1)
    old = seen(text(client.get(CREATE, SEPTEMBER)))
    here.issue(2)
    answer = client.post(CREATE, SEPTEMBER | {"seen": old})
    assert answer.status_code == 422
    assert "Danh sách văn bản vừa thay đổi" in text(answer)
    assert "2 văn bản, 4 trang" in text(answer)
    assert not VolumeOrder.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts_on": "2026-09-30", "ends_on": "2026-09-01"}, "phải sau hoặc bằng từ ngày"),
        ({"starts_on": ""}, "Chọn kỳ, hoặc ghi từ ngày và đến hết ngày."),
        ({"starts_on": "2030-01-01", "ends_on": "2030-02-01"}, "Kỳ này chưa bắt đầu."),
        ({"kind": "QQ"}, "Loại văn bản"),
        ({"starts_on": "0000"}, "ngày"),
    ],
)
def test_odd_choice_is_asked_again(here: Binder, changes: dict[str, str], sentence: str) -> None:
    answer = signed_in(here.keeper).get(CREATE, SEPTEMBER | changes)
    assert answer.status_code == 200
    assert sentence in text(answer)


def test_period_of_the_work_year_fills_the_days(here: Binder) -> None:
    from targets.years import derive_periods

    year = make.work_year(2026)
    derive_periods(year)
    here.issue(1)
    period = year.periods.get(kind="month", starts_on=datetime.date(2026, 9, 1))
    answer = signed_in(here.keeper).get(CREATE, {"kind": "TB", "period": str(period.pk)})
    assert "01/9/2026" in text(answer).replace("1/9/2026", "01/9/2026")
    assert "1 văn bản, 2 trang" in text(answer)


def test_failed_order_says_so_after_the_last_attempt(
    here: Binder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from types import SimpleNamespace

    here.issue(1)
    order = here.order()

    def broken(*told: Any, **more: Any) -> Any:
        raise ValueError("no font")

    monkeypatch.setattr("meetings.volumes.drawing.bound", broken)
    for number, state in ((0, "waiting"), (2, "failed")):
        attempt: Any = SimpleNamespace(job=SimpleNamespace(attempts=number))
        with pytest.raises(ValueError, match="no font"):
            close_volume(attempt, order)
        assert VolumeOrder.objects.get().state == state
    client = signed_in(here.keeper)
    assert "Không đóng được tập." in text(client.get(f"/volume-orders/{order}/"))
    assert "không đóng được" in text(client.get("/volumes/"))


def test_without_a_worker_the_page_says_whom_to_tell(
    here: Binder, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.issue(1)
    order = here.order()
    later = NOW + VolumeOrder.PATIENCE + datetime.timedelta(seconds=1)
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", later.isoformat())
    page = text(signed_in(here.keeper).get(f"/volume-orders/{order}/"))
    assert "Dịch vụ đóng tập chưa trả lời." in page
    assert "hx-trigger" in page, "it goes on asking"


def test_regional_office_binds_its_own_and_sees_no_other() -> None:
    above = binder()
    region = binder(make.region(above.unit, name="Viện kiểm sát nhân dân khu vực 5"))
    for one in (above, region):
        one.issue(1)
    volume, foreign = region.close(), above.close()
    assert volume.facts["superior_name"] == "VIỆN KIỂM SÁT NHÂN DÂN TỈNH QUẢNG TRỊ"
    client = signed_in(region.keeper)
    assert volume.code in text(client.get("/volumes/"))
    assert client.get(f"/volumes/{volume.pk}/").status_code == 200
    assert client.get(f"/volumes/{foreign.pk}/").status_code == 404
    assert client.get(f"/volumes/{foreign.pk}/pdf/").status_code == 404


def test_volume_of_a_briefing_is_for_who_reads_it_whole() -> None:
    office = offices.province()
    deputy = make.user(Role.OFFICE_STAFF, make.secretariat(office.unit))
    notice = offices.released(office)
    document = notice.document
    assert document
    volume = volumes.volume(document, office.keeper)
    MeetingKind.objects.filter(pk=notice.meeting.kind_id).update(by_portfolio=True)
    assert Meeting.objects.get(pk=notice.meeting_id).kind.by_portfolio
    inspector = make.user(Role.INSPECTOR, office.unit)
    sees = {
        user: Volume.objects.visible_to(user).filter(pk=volume.pk).exists()
        for user in (
            office.keeper,
            office.head,
            inspector,
            deputy,
        )
    }
    assert sees[office.keeper]
    assert sees[office.head]
    assert not sees[inspector]


def test_later_document_is_named_on_the_page_of_the_first_volume(here: Binder) -> None:
    here.issue(5)
    first = here.close()
    late = here.issue(20, subject="Phát hành muộn")
    october = here.choice(datetime.date(2026, 10, 1), datetime.date(2026, 10, 31))
    second = here.close(october)
    page = text(signed_in(here.keeper).get(f"/volumes/{first.pk}/"))
    assert "phát hành sau khi đóng tập" in page
    assert late.code in page
    assert f"/volumes/{second.pk}/" in page


def cost(client: Client, address: str, data: dict[str, str] | None = None) -> int:
    client.get(address, data)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, data).status_code == 200
    return len(queries)


def test_pages_cost_the_same_with_many_rows(here: Binder) -> None:
    client = signed_in(here.keeper)
    here.issue(1)
    few_create = cost(client, CREATE, SEPTEMBER)
    volume = here.close()
    few = [cost(client, one) for one in ("/volumes/", f"/volumes/{volume.pk}/", "/retention/")]
    more = [here.issue(2, pages=1) for _ in range(12)]
    assert cost(client, CREATE, SEPTEMBER) <= few_create + 1
    for one in more[:4]:
        volumes.volume(one, here.keeper)
    wide = here.close()
    assert wide.document_count == 8
    many = [cost(client, one) for one in ("/volumes/", f"/volumes/{wide.pk}/", "/retention/")]
    assert many == few


def test_office_writes_index_words_of_its_own(here: Binder) -> None:
    client = signed_in(here.keeper)
    typed = "ma túy = chất gây nghiện; thuốc lắc\n\nán điểm\n"
    assert client.post("/index-terms/", {"terms": typed}).status_code == 302
    own = {row.term: row.variants for row in IndexTerm.objects.filter(office=here.unit)}
    assert own == {"ma túy": ["chất gây nghiện", "thuốc lắc"], "án điểm": []}
    shown = text(client.get("/index-terms/"))
    assert "ma túy = chất gây nghiện; thuốc lắc án điểm" in shown
    for bad, sentence in (
        ("= x", "Dòng 1: ghi từ khóa trước dấu =."),
        ("án\nán = vụ", "Dòng 2: từ khóa “án” ghi hai lần."),
        ("x" * 81, "không quá 80 ký tự"),
        ("tin\nTỐI MẬT\ntin", "mật"),
    ):
        answer = client.post("/index-terms/", {"terms": bad})
        assert answer.status_code == 422
        assert sentence.casefold() in text(answer).casefold()
        assert bad.split("\n")[0] in answer.content.decode(), "what was typed stays"
    assert IndexTerm.objects.filter(office=here.unit).count() == 2
    client.post("/index-terms/", {"terms": "án điểm"})
    assert IndexTerm.objects.filter(office=here.unit).count() == 1
    assert reverse("meetings:index_term_list") in text(client.get("/retention/"))


def test_page_of_a_document_leads_to_its_volume_for_the_office(here: Binder) -> None:
    document = here.issue(1)
    client = signed_in(here.keeper)
    assert "Tập lưu" not in text(client.get(f"/documents/{document.pk}/")).partition("<main")[2]
    volume = here.close()
    volumes.disposal(document, here.keeper)
    with CaptureQueriesContext(connection) as queries:
        page = text(client.get(f"/documents/{document.pk}/"))
    assert f'href="/volumes/{volume.pk}/">Xem tập</a>, trang 1' in page
    assert "Giữ thêm theo quyết định số 12/QĐ-VKS" in page
    assert not any('"meetings_volume"."pdf"' in one["sql"] for one in queries), "not its bytes"
