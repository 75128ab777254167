"""Accounts for many at once, their one-time passwords on slips of paper that exist only once."""

import base64
import unicodedata
from collections.abc import Iterable

from django import forms
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from procuracy.web import clock, pdf
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.actions.newcomers import Slip, open_accounts
from units.forms import USERNAME
from units.models import Appointment, Person, User
from units.permissions import may_keep_accounts
from units.views.people import positions

# Hashing takes its time on purpose: this many answer within some seconds.
AT_ONCE = 40


@requires(may_keep_accounts)
@never_cache
def account_slips(request: Request) -> HttpResponse:
    """The answer to a good sending is the only print there will ever be."""
    people = _without_account(request)
    form = SlipsForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            return _opened(request, form)
        except Refused as refused:
            form.add_error(None, refused.message)
    context = {"form": form, "at_once": AT_ONCE}
    status = 422 if form.errors else 200
    return render(request, "units/account_slips.html", context, status=status)


def _opened(request: Request, form: "SlipsForm") -> HttpResponse:
    """Accounts and paper together: if the paper cannot be drawn, no account was opened.

    The file lies in the page itself, there to be taken while it is open; the server keeps none.
    """
    with transaction.atomic():
        slips = open_accounts(form.chosen, form.usernames, by=request.user, at=clock.now())
        content = pdf.render(_paper(request, slips))
    context = {
        "slips": slips,
        "content": base64.b64encode(content).decode(),
        "file_name": f"Phieu-tai-khoan-{request.today:%Y-%m-%d}.pdf",
    }
    return render(request, "units/account_slips.html", context)


def _paper(request: Request, slips: list[Slip]) -> str:
    facts = {
        "document_title": "Phiếu tài khoản",
        "address": request.build_absolute_uri("/"),
        "slips": [
            {
                "full_name": slip.person.full_name,
                "unit": _where(slip.person),
                "username": slip.username,
                "password": slip.password,
            }
            for slip in slips
        ],
    }
    return render_to_string("print/account_slips.html", pdf.printable(facts))


def _where(person: Person) -> str:
    held: list[Appointment] = person.held  # type: ignore[attr-defined]
    unit = held[0].unit
    above = f", {unit.parent.short_name}" if unit.parent and not unit.is_office else ""
    return f"{unit.short_name}{above}"


def _without_account(request: Request) -> list[Person]:
    """Holding a position in the office today and having no account; the first ones of the list."""
    ids = request.acting.office_ids
    ours = Appointment.objects.current(request.today)
    ours = ours.filter(Q(unit__in=ids) | Q(unit__parent__in=ids), person=OuterRef("pk"))
    people = Person.objects.filter(Exists(ours), user=None)
    return list(people.prefetch_related(positions(request.today, current=True))[:AT_ONCE])


class SlipsForm(forms.Form):
    """A box and a user name for each person."""

    def __init__(self, *args: object, people: list[Person], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.people = people
        proposed = proposals(people)
        for person in people:
            self.fields[f"open_{person.pk}"] = forms.BooleanField(
                label=f"Cấp tài khoản cho {person.full_name}", required=False, initial=True
            )
            self.fields[f"username_{person.pk}"] = forms.CharField(
                label=f"Tên đăng nhập của {person.full_name}",
                max_length=60,
                required=False,
                validators=[USERNAME],
                initial=proposed[person.pk],
                widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
            )

    def rows(self) -> list[tuple[Person, forms.BoundField, forms.BoundField]]:
        return [(p, self[f"open_{p.pk}"], self[f"username_{p.pk}"]) for p in self.people]

    @property
    def chosen(self) -> list[Person]:
        return [person for person in self.people if self.cleaned_data.get(f"open_{person.pk}")]

    @property
    def usernames(self) -> dict[int, str]:
        return {p.pk: self.cleaned_data.get(f"username_{p.pk}", "") for p in self.chosen}

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        if not self.chosen and not self.errors:
            raise forms.ValidationError("Chọn ít nhất một người.")
        names = [name.lower() for name in self.usernames.values()]
        taken = set(User.objects.filter(username__in=names).values_list("username", flat=True))
        for key, name in self.usernames.items():
            if f"username_{key}" in self.errors:
                continue
            if not name:
                self.add_error(f"username_{key}", "Ghi tên đăng nhập.")
            elif names.count(name) > 1:
                self.add_error(f"username_{key}", "Tên đăng nhập này ghi cho hai người.")
            elif name in taken:
                self.add_error(f"username_{key}", f"Tên đăng nhập “{name}” đã có người dùng.")
        return cleaned


def proposals(people: Iterable[Person]) -> dict[int, str]:
    """What personnel proposed, else given name and initials (`hoa.nv`), numbered where taken."""
    wanted = {
        person.pk: person.suggested_username or initials(person.full_name) for person in people
    }
    heads = Q()
    for name in set(wanted.values()):
        heads |= Q(username__startswith=name)
    taken = set(User.objects.filter(heads).values_list("username", flat=True)) if wanted else set()
    free: dict[int, str] = {}
    for key, name in wanted.items():
        number, found = 1, name
        while found in taken:
            number += 1
            found = f"{name}{number}"
        taken.add(found)
        free[key] = found
    return free


def initials(full_name: str) -> str:
    """`Nguyễn Văn Hòa` → `hoa.nv`."""
    plain = unicodedata.normalize("NFD", full_name.lower().replace("đ", "d"))
    words = "".join(sign for sign in plain if sign.isascii() and (sign.isalnum() or sign == " "))
    *before, given = words.split() or ["canbo"]
    return f"{given}.{''.join(word[0] for word in before)}" if before else given
