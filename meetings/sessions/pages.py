"""A session and a launch as sections: what is printed and written into a workbook."""

from collections.abc import Iterable

from django.utils.text import slugify

from meetings.models import Difficulty, Meeting
from meetings.sessions.checks import Check, Part, Planned, Told
from meetings.sessions.launching import Programme
from meetings.sessions.requests import Request
from procuracy.web.dates import office_day, screen_day
from targets.models import PlanTask
from targets.sections import Cell, Head, Page, Section, counted, goal_of, mark_notes, plain, result
from units.models import Unit


def session_page(
    meeting: Meeting, unit: Unit, check: Check, told: Told, found: list[Request]
) -> Page:
    """The check of directive and plan, the unit's report, and the requests with what it said."""
    return Page(
        title="Buổi làm việc với đơn vị",
        file=f"lam-viec-{slugify(unit.short_name)}",
        period=f"{meeting.title}, ngày {screen_day(office_day(meeting.starts_at))}",
        subtitle=unit.short_name,
        sections=[
            _planned("Nhiệm vụ trong chương trình", check.tasks),
            _scores(check),
            _untaken(check),
            _report(told.parts),
            _difficulties(told.difficulties),
            _requests(found),
        ],
        notes=_uncited(check),
    )


def launch_page(meeting: Meeting, found: Programme, asked: list[Request]) -> Page:
    """The year's programme as it was launched, the breakthrough chosen and the requests."""
    return Page(
        title="Triển khai chương trình công tác",
        file=f"trien-khai-{slugify(found.unit.short_name)}",
        period=f"{meeting.title}, ngày {screen_day(office_day(meeting.starts_at))}",
        subtitle=found.unit.short_name,
        sections=[
            _lines("Khâu đột phá", found.breakthroughs, "Chưa chọn khâu đột phá."),
            _lines("Nhiệm vụ trọng tâm", found.focus, "Chương trình chưa có nhiệm vụ trọng tâm."),
            _goals(found),
            _lines("Nhiệm vụ khác", found.others, "Không có nhiệm vụ nào khác."),
            _requests(asked),
        ],
    )


def _planned(title: str, tasks: Iterable[Planned]) -> Section:
    heads = [Head("Mục", 6), Head("Nhiệm vụ"), Head("Người phụ trách", 18)]
    heads += [Head("Hạn", 11), Head("Kết quả", 25)]
    rows = [
        [
            counted(one.task.no),
            plain(one.task.content),
            plain(_people(one.task)),
            plain(_due(one.task)),
            plain(progress_words(one)),
        ]
        for one in tasks
    ]
    return Section(title, heads, rows, empty="Đơn vị chưa lập chương trình công tác năm này.")


def progress_words(one: Planned) -> str:
    task, last = one.task, one.progress
    if task.done_on:
        return f"✓ xong {screen_day(task.done_on)}"
    late = "✕ quá hạn" if one.is_late else ""
    if last is None:
        return late or "chưa ghi diễn biến"
    percent = f", {last.percent} %" if last.percent is not None else ""
    said = f": {last.text}" if last.text else ""
    return "; ".join(filter(None, [late, f"{last.get_stage_display()}{percent}{said}"]))


def _scores(check: Check) -> Section:
    label = f"Chỉ tiêu, {check.period.label.lower()}" if check.period else "Chỉ tiêu"
    # A place for words in between: one table, which flows over the pages.
    heads = [Head("Chỉ tiêu"), Head("Giao", 15), Head("Kết quả", 25, is_number=True)]
    rows = [[plain(one.target.name), plain(goal_of(one)), result(one, "")] for one in check.scores]
    notes = mark_notes(check.scores)
    words = "Đơn vị chưa được giao chỉ tiêu."
    return Section(label, heads, rows, sheet="Chỉ tiêu", notes=notes, empty=words)


def _untaken(check: Check) -> Section:
    heads = [Head("Kế hoạch cấp trên", 30), Head("Mục", 6), Head("Nhiệm vụ"), Head("Hạn", 14)]
    rows = [
        [plain(one.plan.title), counted(one.no), plain(one.content), plain(_due(one))]
        for one in check.untaken
    ]
    words = "Nhiệm vụ cấp trên giao đều đã được nhận vào chương trình."
    return Section("Nhiệm vụ cấp trên giao chưa nhận", heads, rows, sheet="Chưa nhận", empty=words)


def _uncited(check: Check) -> list[str]:
    if not check.uncited:
        return []
    names = "; ".join(str(one) for one in check.uncited)
    return [f"Văn bản căn cứ của kế hoạch cấp trên mà chương trình đơn vị chưa dẫn: {names}."]


def _report(parts: Iterable[Part]) -> Section:
    heads = [Head("Mục", 25), Head("Nội dung")]
    rows = [[plain(one.section.title), plain(_said(one))] for one in parts]
    words = "Đơn vị chưa gửi báo cáo."
    return Section("Báo cáo của đơn vị", heads, rows, sheet="Báo cáo", empty=words)


def _said(part: Part) -> str:
    told = [f"{one.text.rstrip('.')}{_standing(one.standing)}." for one in part.lines]
    return "\n".join([*told, part.section.text.strip()]).strip()


def _standing(words: str) -> str:
    return f": {words}" if words else ""


def _difficulties(rows: Iterable[Difficulty]) -> Section:
    heads = [Head("Khó khăn, vướng mắc"), Head("Đề xuất", 30), Head("Trả lời", 30)]
    cells = [[plain(one.text), plain(one.proposal), plain(_answer(one))] for one in rows]
    words = "Đơn vị không nêu khó khăn, đề xuất."
    return Section("Khó khăn, đề xuất", heads, cells, sheet="Khó khăn", empty=words)


def _answer(row: Difficulty) -> str:
    if not row.answer:
        return row.get_state_display()
    by = f" ({row.answered_by.person.full_name})" if row.answered_by else ""
    return f"{row.answer}{by}"


def _requests(found: Iterable[Request]) -> Section:
    heads = [Head("Số", 6), Head("Yêu cầu"), Head("Hạn", 12), Head("Tiếp thu", 27)]
    heads += [Head("Người làm, lúc", 15)]
    rows: list[list[Cell]] = []
    for one in found:
        cells = [one.directive.text, _asked_by(one), acceptance_words(one), who_and_when(one)]
        rows.append([counted(one.directive.order), *map(plain, cells)])
    words = "Chưa có yêu cầu nào đối với đơn vị."
    return Section("Yêu cầu và tiếp thu", heads, rows, sheet="Yêu cầu", empty=words)


def _asked_by(one: Request) -> str:
    return one.directive.due_text or (screen_day(one.due_on) if one.due_on else "")


def acceptance_words(one: Request) -> str:
    if one.line is not None:
        return f"{one.standing.word}: mục {one.number} của “{one.line.plan.title}”"
    last = one.last
    if last is not None and last.difficulty is not None:
        return f"{one.standing.word}; đề nghị sửa: {last.told}"
    return one.standing.word


def who_and_when(one: Request) -> str:
    if one.last is None:
        return ""
    made = one.last.acceptance
    return f"{made.by.person.full_name}, {screen_day(office_day(made.at))}"


def _lines(title: str, tasks: Iterable[PlanTask], empty: str) -> Section:
    heads = [Head("Mục", 6), Head("Nhiệm vụ"), Head("Giải pháp", 26)]
    heads += [Head("Người phụ trách", 18), Head("Hạn", 14)]
    rows = [
        [counted(one.no), *map(plain, (one.content, one.solutions, _people(one), _due(one)))]
        for one in tasks
    ]
    return Section(title, heads, rows, empty=empty)


def _goals(found: Programme) -> Section:
    heads = [Head("Chỉ tiêu"), Head("Giao", 20, is_number=True), Head("Hạn riêng", 20)]
    rows = [
        [
            plain(one.assignment.target.name),
            plain(one.words),
            plain(screen_day(one.assignment.due_on) if one.assignment.due_on else ""),
        ]
        for one in found.goals
    ]
    return Section(
        "Chỉ tiêu được giao", heads, rows, sheet="Chỉ tiêu", empty="Đơn vị chưa được giao chỉ tiêu."
    )


def _people(task: PlanTask) -> str:
    names = [person.full_name for person in task.people.all()]
    led = [f"{task.leader.full_name} (phụ trách)"] if task.leader else []
    return ", ".join(names + led)


def _due(task: PlanTask) -> str:
    return task.due_text or (screen_day(task.due_on) if task.due_on else "")
