"""People: found, read over time, added and corrected."""

import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from procuracy.web import xlsx
from procuracy.web.access import requires
from procuracy.web.search import matching
from units.acting import Request
from units.models import Appointment, Person, Unit, User
from units.models.people import PersonQuerySet
from units.permissions import (
    may_appoint,
    may_correct_appointment,
    may_end_appointment,
    may_import_persons,
    may_keep_accounts,
    may_keep_persons,
    may_see_organisation,
    may_transfer,
)
from units.person_forms import PersonForm
from units.person_sheets import exported
from units.timelines import Post, posts

PER_PAGE = 50


@requires(may_see_organisation)
def person_list(request: Request) -> HttpResponse:
    context = {
        "page": Paginator(_listed(request), PER_PAGE).get_page(request.GET.get("page")),
        "words": _words(request),
        "everywhere": _everywhere(request),
        "may_add": may_keep_persons(request.user),
        "may_import": may_import_persons(request.user),
    }
    return render(request, "units/person_list.html", context)


@require_safe
@requires(may_see_organisation)
def person_export(request: Request) -> HttpResponse:
    """The list shown, all pages of it."""
    content = exported(_listed(request), request.today)
    return xlsx.response(content, f"Can-bo-{request.today:%Y-%m-%d}.xlsx")


def _words(request: Request) -> str:
    return request.GET.get("q", "").replace("\0", "")[:100]


def _everywhere(request: Request) -> bool:
    return request.GET.get("all") == "1"


def _listed(request: Request) -> PersonQuerySet:
    """Whom the list shows: with `title` of today and today's positions as `held`."""
    people: PersonQuerySet = Person.objects.visible_to(request.user)
    if not _everywhere(request):
        people = people.filter(_works_here(request.acting, request.today))
    found = matching(people, _words(request), "full_name").titled(request.today)
    listed: PersonQuerySet = found.prefetch_related(positions(request.today, current=True))
    return listed


def _works_here(acting: Appointment, on: datetime.date) -> Exists:
    """Holds a position on a day in the same province: its office or anything below it."""
    office = acting.office
    held = Appointment.objects.current(on).of_office(office.parent or office)
    return Exists(held.filter(person=OuterRef("pk")))


def positions(on: datetime.date, *, current: bool = False) -> Prefetch:
    """Positions as `held`, their units named; the newest first."""
    rows: QuerySet[Appointment] = Appointment.objects.order_by("-valid_from", "-pk")
    if current:
        rows = Appointment.objects.current(on).order_by("valid_from", "pk")
    named = Prefetch("unit", Unit.objects.named(on))
    office = Prefetch("unit__parent", Unit.objects.named(on))
    return Prefetch("appointments", rows.prefetch_related(named, office), to_attr="held")


@requires(may_see_organisation, load=Person)
def person_detail(request: Request, person: Person) -> HttpResponse:
    may_edit = may_keep_persons(request.user, person)
    context = {
        "person": person,
        "title": Person.objects.titled(request.today).get(pk=person.pk).title,
        "timeline": [(post, *_acts(request.user, post)) for post in posts(person, request.today)],
        "titles": person.titles.order_by(F("valid_from").desc(nulls_last=True)),
        "account": User.objects.filter(person=person).first(),
        "may_edit": may_edit,
        "may_appoint": may_appoint(request.user, person),
        "may_keep_account": may_keep_accounts(request.user, person),
    }
    return render(request, "units/person_detail.html", context)


def _acts(user: User, post: Post) -> tuple[bool, bool, bool]:
    """(may be exchanged for another, may be ended, may be corrected) by the user."""
    held = post.appointment
    goes_on = held.valid_to is None or post.is_current
    return (
        goes_on and bool(may_transfer(user, held)),
        goes_on and bool(may_end_appointment(user, held)),
        bool(may_correct_appointment(user, held)),
    )


@requires(may_keep_persons)
def person_create(request: Request) -> HttpResponse:
    form = PersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        person = form.save()
        messages.success(request, f"Đã thêm {person.full_name}. Tiếp theo, ghi chức vụ.")
        return redirect("units:person_detail", person.pk)
    status = 422 if form.errors else 200
    return render(request, "units/person_create.html", {"form": form}, status=status)


@requires(may_keep_persons, load=Person)
def person_edit(request: Request, person: Person) -> HttpResponse:
    form = PersonForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Đã lưu thông tin cán bộ.")
        return redirect("units:person_detail", person.pk)
    context = {"form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "units/person_edit.html", context, status=status)
