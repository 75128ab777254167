"""The outlines of consolidated reports: rows of each kind of meeting, edited line by line."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.consolidating import outlines, places
from meetings.consolidating.numbering import numbers
from meetings.forms.consolidated import OutlineLineForm
from meetings.models import ConsolidatedLine, MeetingKind, OutlineLine
from meetings.models.outlines import OutlineSource
from meetings.views.answers import telling
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets.permissions import may_edit_catalogue
from targets.views.catalogue import posted
from units.acting import Request
from units.models import Unit

OFFICES = {"province": "VKSND tỉnh", "region": "VKSND khu vực"}
FORM = "meetings/outline_line_edit.html"


@require_safe
@requires(may_edit_catalogue)
def outline_list(request: Request) -> HttpResponse:
    """Kinds in use, with how many lines the outline of each office has."""
    kinds = list(MeetingKind.objects.filter(is_in_use=True).prefetch_related("outline"))
    for kind in kinds:
        rows = list(kind.outline.all())
        kind.outlines = [  # type: ignore[attr-defined]
            (office, label, sum(row.office_kind == office for row in rows))
            for office, label in OFFICES.items()
            if office in kind.offices
        ]
    return render(request, "meetings/outline_list.html", {"kinds": kinds})


@require_safe
@requires(may_edit_catalogue, load=MeetingKind)
def outline_detail(request: Request, kind: MeetingKind, office: str) -> HttpResponse:
    nodes = outlines.of_kind(kind, _office(office))
    given = _numbers(nodes)
    context = {
        "kind": kind,
        "office": office,
        "office_label": OFFICES[office],
        "rows": [
            {
                "line": node.line,
                "level": node.level,
                "number": given[node.line.pk],
                "template": places.template_of(node.line),
                "is_usual": not node.line.template.strip(),
            }
            for node in nodes
        ],
    }
    return render(request, "meetings/outline_detail.html", context)


def _numbers(nodes: list[outlines.Node]) -> dict[int, str]:
    """As a report made of them would number them."""
    lines = [ConsolidatedLine(pk=n.line.pk, level=n.level, title=n.line.title) for n in nodes]
    given = numbers(lines)
    return {node.line.pk: given.get(node.line.pk, "") for node in nodes}


@requires(may_edit_catalogue, load=MeetingKind)
def outline_line_create(request: Request, kind: MeetingKind, office: str) -> HttpResponse:
    line = OutlineLine(kind=kind, office_kind=_office(office), order=0)
    return _edited(request, line, "Đã thêm dòng vào đề cương.")


@requires(may_edit_catalogue, load=OutlineLine)
def outline_line_edit(request: Request, line: OutlineLine) -> HttpResponse:
    return _edited(request, line, "Đã lưu dòng đề cương.")


def _edited(request: Request, line: OutlineLine, done: str) -> HttpResponse:
    first = {"parent": request.GET.get("parent")} if line.pk is None else None
    form = OutlineLineForm(
        posted(request),
        instance=line,
        initial=first,
        kind=line.kind,
        office_kind=line.office_kind,
    )
    if form.is_bound and form.is_valid():
        try:
            outlines.save(form.save(commit=False))
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, done)
            return _back(line)
    context: dict[str, Any] = {
        "form": form,
        "line": line,
        "kind": line.kind,
        "office": line.office_kind,
        "office_label": OFFICES[line.office_kind],
        "places": [
            (OutlineSource(source).label, names, places.USUAL.get(OutlineSource(source), ""))
            for source, names in places.OF_SOURCE.items()
        ],
    }
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@require_POST
@requires(may_edit_catalogue, load=OutlineLine)
def outline_line_move(request: Request, line: OutlineLine) -> HttpResponse:
    up = request.POST.get("to") == "up"
    if not outlines.move(line, up=up):
        messages.info(request, "Dòng này đã ở đầu mục." if up else "Dòng này đã ở cuối mục.")
    return _back(line)


@require_POST
@requires(may_edit_catalogue, load=OutlineLine)
def outline_line_remove(request: Request, line: OutlineLine) -> HttpResponse:
    with telling(request, "Đã bỏ dòng khỏi đề cương; báo cáo đã lập giữ dòng đã sửa tay."):
        outlines.remove(line)
    return _back(line)


def _back(line: OutlineLine) -> HttpResponse:
    return redirect("meetings:outline_detail", line.kind_id, line.office_kind)


def _office(code: str) -> str:
    if code not in OFFICES:
        raise Http404("Không có đề cương của loại cơ quan này.")
    return str(Unit.Kind(code))
