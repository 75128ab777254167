"""A wording tried on a meeting: what it would say, on the screen and on paper. Nothing is kept."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string

from meetings.models import Meeting
from meetings.papers import addressing, drafting, inviting
from meetings.papers.invitation_printing import lines as invitation_lines
from meetings.papers.letterheads import letterhead, register_of
from meetings.papers.notice_wording import AROUND, DIRECTIVES
from meetings.wording import samples, sections
from meetings.wording.faults import Fault, Faulty
from meetings.wording.invitation import INVITATION
from meetings.wording.notice import NOTICE
from meetings.wording.sections import Drawn, PaperKind
from procuracy.web import paper, pdf
from procuracy.web.errors import Refused
from procuracy.web.paper import ROMAN
from units.models import Unit
from units.models.registry import DocumentKind
from units.signing import signing_block, usual_signer

Said = Mapping[str, Any]
Blocks = list[dict[str, str]]


@dataclass(frozen=True)
class Bench:
    """How a kind of paper is tried. `body`: {kind: heading | paragraph, text} in reading order."""

    kind: DocumentKind
    template: str
    said: Callable[[Meeting], dict[str, Any]]
    sample: Callable[[str, Unit | None], dict[str, Any]]
    body: Callable[[list[Drawn], Said], Blocks]


@dataclass(frozen=True)
class Trial:
    """`around`: subject, recipients and filing by role; without `blocks` there are faults."""

    kind: DocumentKind
    template: str
    around: dict[str, str] = field(default_factory=dict)
    blocks: Blocks = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def tried(
    text: str,
    worded: PaperKind,
    *,
    meeting: Meeting | None,
    course: str,
    office: Unit,
    on: datetime.date,
) -> Trial:
    """`office` and the day `on` are for a meeting that never was, where there is none."""
    bench = BENCHES[worded.paper]
    named = Unit.objects.named(on).get(pk=office.pk) if meeting is None else None
    told = bench.said(meeting) if meeting else bench.sample(course, named)
    try:
        drawn = sections.draw(sections.compiled(text, worded), worded, told)
    except Faulty as wrong:
        return Trial(bench.kind, bench.template, faults=wrong.faults)
    around = {one.role: one.text for one in drawn if one.role in AROUND}
    return Trial(bench.kind, bench.template, around, bench.body(drawn, told))


def printed(trial: Trial, office: Unit, on: datetime.date) -> bytes:
    """The draft on paper, number and date blank. Refused when the office has no register for it."""
    if trial.faults:
        raise Refused("Mẫu còn lỗi: sửa xong mới xem được bản in.")
    signer = usual_signer(office, trial.kind, on)
    facts = letterhead(register_of(office, trial.kind), trial.kind, on) | {
        "subject": trial.around["subject"],
        "recipients": trial.around["recipients"].split("\n"),
        "filing": trial.around["filing"],
        "signer": signing_block(signer, on, trial.kind) if signer else {},
    }
    context = paper.letterhead(pdf.printable(facts))
    context |= {"blocks": pdf.printable(trial.blocks), "annexes": []}
    return pdf.render(render_to_string(trial.template, context))


def _notice(drawn: list[Drawn], said: Said) -> Blocks:
    blocks: Blocks = []
    headings = 0
    for section in drawn:
        if section.role in AROUND:
            continue
        texts = paper.paragraphs([section.text])
        if section.role == DIRECTIVES:
            texts += _orders(said)
        if texts and section.title:
            headings += 1
            roman = ROMAN[min(headings, len(ROMAN)) - 1]
            blocks.append({"kind": "heading", "text": f"{roman}. {section.title}"})
        blocks += [{"kind": "paragraph", "text": text} for text in texts]
    if blocks:
        blocks[-1]["text"] = paper.ended(blocks[-1]["text"])
    return blocks


def _orders(said: Said) -> list[str]:
    return [
        f"{no}. {addressing.closed(one['text'], one['leads'], one['others'], one['due'])}"
        for no, one in enumerate(said["directives"], start=1)
    ]


def _invitation(drawn: list[Drawn], said: Said) -> Blocks:
    text = inviting.texts(said) | {one.role: one.text for one in drawn}
    facts = {
        "invited": text["invited"].split("\n"),
        "event": text["event"],
        "chair": text["chair"],
        "time": text["time"],
        "held_at": text["place"],
        "notes": text["notes"].split("\n"),
        "kind_name": "giấy mời",
    }
    return paper.blocks(invitation_lines(facts, said["office"]["name"]), ())


BENCHES = {
    NOTICE.paper: Bench(
        DocumentKind.NOTICE, "print/notice.html", drafting.said, samples.said, _notice
    ),
    INVITATION.paper: Bench(
        DocumentKind.INVITATION,
        "print/invitation.html",
        inviting.said,
        samples.invited,
        _invitation,
    ),
}
