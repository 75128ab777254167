"""A wording tried on a meeting: what it would say, on the screen and on paper. Nothing is kept."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string

from meetings.consolidating import preparing
from meetings.consolidating.printing import subject_of
from meetings.models import Meeting
from meetings.papers import addressing, drafting, inviting, minutes_content, minutes_wording
from meetings.papers.invitation_printing import lines as invitation_lines
from meetings.papers.letter_printing import about_lines
from meetings.papers.letterheads import letterhead, register_of
from meetings.papers.minutes_printing import record_blocks
from meetings.papers.notice_wording import AROUND, DIRECTIVES
from meetings.wording import paper_samples, samples, sections, slip_trying
from meetings.wording.faults import Fault, Faulty
from meetings.wording.invitation import INVITATION
from meetings.wording.keeping import Worded
from meetings.wording.letters import CORRECTING, LETTER, WITHDRAWING
from meetings.wording.minutes import MINUTES
from meetings.wording.notice import NOTICE
from meetings.wording.plan import PLAN
from meetings.wording.report import REPORT
from meetings.wording.sections import Drawn, PaperKind
from meetings.wording.slip import SLIP
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
    """How a kind of paper is tried. `body`: {kind: heading | paragraph, text} in reading order;
    `said`: of a meeting, where the paper is about one; `more`: what its template needs besides.
    Without a kind it is no document: `page` draws it."""

    kind: DocumentKind | None
    template: str
    sample: Callable[[str, Unit | None], dict[str, Any]]
    body: Callable[[list[Drawn], Said], Blocks]
    said: Callable[[Meeting], dict[str, Any]] | None = None
    more: Callable[[Said], dict[str, Any]] = lambda said: {}
    page: Callable[[list[Drawn], Said, Unit, datetime.date], str] | None = None


@dataclass(frozen=True)
class Trial:
    """`around`: subject, recipients and filing by role; without `blocks` there are faults."""

    bench: Bench
    around: dict[str, str] = field(default_factory=dict)
    blocks: Blocks = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    said: Said = field(default_factory=dict)
    drawn: list[Drawn] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """The title of what has no kind is a part of its wording."""
        titled = (one.text for one in self.drawn if one.role == "title")
        return str(self.bench.kind.label) if self.bench.kind else next(titled, "")


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
    if meeting and bench.said:
        told = bench.said(meeting)
    else:
        told = bench.sample(course, Unit.objects.named(on).get(pk=office.pk))
    try:
        drawn = sections.draw(sections.compiled(text, worded), worded, told)
    except Faulty as wrong:
        return Trial(bench, faults=wrong.faults)
    subject = told.get("subject", "")
    around = {"subject": subject} | {one.role: one.text for one in drawn if one.role in AROUND}
    return Trial(bench, around, bench.body(drawn, told), said=told, drawn=drawn)


def printed(trial: Trial, office: Unit, on: datetime.date) -> bytes:
    """The draft on paper, number and date blank. Refused when the office has no register for it."""
    if trial.faults:
        raise Refused("Mẫu còn lỗi: sửa xong mới xem được bản in.")
    kind, page = trial.bench.kind, trial.bench.page
    if kind is None:
        assert page
        return pdf.render(page(trial.drawn, trial.said, office, on))
    signer = usual_signer(office, kind, on)
    facts = letterhead(register_of(office, kind), kind, on) | {
        "subject": trial.around["subject"],
        "recipients": trial.around["recipients"].split("\n"),
        "filing": trial.around["filing"],
        "signer": signing_block(signer, on, kind) if signer else {},
    }
    context = paper.letterhead(pdf.printable(facts))
    context |= {"blocks": pdf.printable(trial.blocks), "annexes": []}
    context |= pdf.printable(trial.bench.more({**trial.said, "subject": trial.around["subject"]}))
    return pdf.render(render_to_string(trial.bench.template, context))


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


def _minutes(drawn: list[Drawn], said: Said) -> Blocks:
    layout = minutes_wording.layout(Worded(drawn))
    return _closed(record_blocks(said["content"], layout))


def _of_meeting(meeting: Meeting) -> dict[str, Any]:
    """Its record as it stands."""
    office = Unit.objects.named(drafting.held_on(meeting)).get(pk=meeting.organiser_id)
    content = minutes_content.content(meeting)
    names = minutes_wording.names_of(office)
    return minutes_wording.said(content, names) | {"content": content}


def _report(drawn: list[Drawn], said: Said) -> Blocks:
    text = {one.role: one.text for one in drawn}
    between = [{"kind": "heading", "text": "I. (các mục của đề cương, có số liệu)"}]
    before, after = _texts(text.get("opening", "")), _texts(text.get("closing", ""))
    return _closed([*before, *between, *after])


def _reported(meeting: Meeting) -> dict[str, Any]:
    since, until = preparing.span(meeting, preparing.report_before(meeting))
    return preparing.said(meeting, since, until)


def _plan(drawn: list[Drawn], said: Said) -> Blocks:
    """Of what the plan itself gives only that it stands there."""
    opening = [line for one in drawn if one.role == "opening" for line in _lines(one)]
    parts = [
        (one.title, _lines(one) or [f"({one.title} lấy từ kế hoạch.)"])
        for one in drawn
        if one.title
    ]
    return paper.blocks(opening, parts)


def _letter(drawn: list[Drawn], said: Said) -> Blocks:
    text = {one.role: one.text for one in drawn}.get("content", "")
    return _closed(_texts(text or "Nội dung do người soạn viết"))


def _about(said: Said) -> dict[str, Any]:
    return {
        "about_lines": about_lines(said["subject"]),
        "addressed": said.get("addressed") or ["Các đơn vị đã nhận văn bản"],
    }


def _lines(section: Drawn) -> list[str]:
    return paper.paragraphs([section.text])


def _texts(text: str) -> Blocks:
    return [{"kind": "paragraph", "text": line} for line in paper.paragraphs([text])]


def _closed(blocks: Blocks) -> Blocks:
    if blocks:
        blocks[-1]["text"] = paper.ended(blocks[-1]["text"])
    return blocks


BENCHES = {
    NOTICE.paper: Bench(
        DocumentKind.NOTICE, "print/notice.html", samples.said, _notice, drafting.said
    ),
    INVITATION.paper: Bench(
        DocumentKind.INVITATION,
        "print/invitation.html",
        samples.invited,
        _invitation,
        inviting.said,
    ),
    MINUTES.paper: Bench(
        DocumentKind.MINUTES,
        "print/minutes.html",
        paper_samples.minutes,
        _minutes,
        _of_meeting,
        lambda said: {
            "place": "",
            "signer_lines": ["CHỦ TỌA"],
            "signer_name": said["chair"]["name"],
            "secretary_lines": ["THƯ KÝ"],
            "secretary_name": ", ".join(said["secretaries"][:1]),
        },
    ),
    REPORT.paper: Bench(
        DocumentKind.REPORT,
        "print/consolidated.html",
        paper_samples.report,
        _report,
        _reported,
        lambda said: {"subject_lines": paper.heading_lines(subject_of(said["subject"]))},
    ),
    PLAN.paper: Bench(DocumentKind.PLAN, "print/plan.html", paper_samples.plan, _plan),
    SLIP.paper: Bench(None, "", slip_trying.sample, slip_trying.body, page=slip_trying.page),
    **{
        one.paper: Bench(DocumentKind.LETTER, "print/letter.html", sample, _letter, more=_about)
        for one, sample in (
            (LETTER, paper_samples.letter),
            (CORRECTING, paper_samples.amending),
            (WITHDRAWING, paper_samples.amending),
        )
    },
}
