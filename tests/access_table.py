"""Who may open what: one line per page and circumstance, from docs/design.md, rule 9.

A line names a page, the thing it is asked for, who may (`may`: opens, or for a sending anything
but a refusal of the person), and who knows the thing but may not do this (`sees`: 403 with its
reason). Whoever stands in neither gets 404 for a thing and 403 for a page without one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.access_world import SEATS

Things = dict[str, Any]
Parts = dict[str, Callable[[Things], Any]]

LEADERS = {"head", "deputy"}
OFFICE = {"office_head", "office"}
# Leadership and Office of the province: they run its meetings.
RUNS = LEADERS | OFFICE
# Phòng 9: the unit whose things the world holds.
UNIT_LEADERS = {"unit_head", "unit_deputy"}
UNIT = UNIT_LEADERS | {"unit_clerk"}
REGION = {"region_head", "region_clerk"}
REGION_ALL = REGION | {"region_registry"}
# Everybody with a position, except the administrator, who sees no business content.
STAFF = set(SEATS) - {"admin"}
SEATED = set(SEATS)
ALL = SEATED | {"unassigned"}
ADMIN = {"admin"}
# Told so before anything is looked up.
OUTSIDERS = ADMIN | {"unassigned"}
# They hold each other's keys: positions by the one, accounts by the other.
PERSONNEL = {"personnel"} | ADMIN
# Leadership, Office, registry and inspection of the province.
KEEPS_OR_READS = RUNS | {"registry", "inspector"}
# The invited units know of the meeting too (whoever works in them).
KNOWS_MEETING = KEEPS_OR_READS | UNIT | REGION_ALL
# The signature on paper is recorded, and the notice sent out, by Office, leadership or registry.
SIGNS = RUNS | {"registry"}
# Of the other province; without an own thing they count as their kind does here.
STRANGERS = {"foreign_head": "head", "foreign_office": "office"}

GET, POST = ("GET",), ("POST",)
FORM = ("GET", "POST")


@dataclass(frozen=True)
class Row:
    name: str
    may: frozenset[str]
    sees: frozenset[str] = frozenset()
    methods: tuple[str, ...] = GET
    kwargs: Parts = field(default_factory=dict)
    things: tuple[str, ...] = ()
    query: str = ""
    # A thing of another province: 404, or 403 where its existence is no secret (organisation).
    outside: int = 404
    # The thing belongs to nobody: the other province's is as good.
    is_common: bool = False
    is_public: bool = False
    # The rule does not depend on the thing and is asked before it is looked up.
    asks_first: bool = False

    def __str__(self) -> str:
        return " ".join(filter(None, [self.name, *self.things, self.query]))

    @property
    def is_owned(self) -> bool:
        return bool(self.things) and not self.is_common

    def expected(self, who: str) -> str:
        """`opens`, or the status of the refusal."""
        if who in STRANGERS and self.is_owned:
            return str(self.outside)
        who = STRANGERS.get(who, who)
        if who in self.may:
            return "opens"
        return "403" if who in self.sees or not self.things else "404"

    def allows(self, who: str, status: int, method: str) -> bool:
        expected = self.expected(who)
        if expected != "opens":
            return str(status) == expected
        # What is sent here is empty: refused as such, but not because of the person.
        return status in (200, 204, 302) if method == "GET" else status not in (403, 404, 405, 500)

    def beyond(self, who: str) -> set[int]:
        """What the same page answers for a thing of another province."""
        known = self.may if self.asks_first else self.may | self.sees
        return {self.outside} if who in known else {403, 404}

    def unknown(self, who: str) -> set[int]:
        """What it answers to the table's own people about another unit's thing: there is none.

        Unless everybody in the office knows of it, or the rule, asked first, refuses them anyway.
        """
        if self.may | self.sees >= STAFF:
            return {403}
        return {404, 403} if self.asks_first and self.expected(who) == "403" else {404}


def page(name: str, *things: str, may: Iterable[str], sees: Iterable[str] = (), **more: Any) -> Row:
    """A line; the first thing fills the address's `pk`, or `parts` say how it is made."""
    first: Parts = {"pk": lambda world: world[things[0]].pk} if things else {}
    kwargs = more.pop("parts", first)
    return Row(name, frozenset(may), frozenset(sees), kwargs=kwargs, things=things, **more)


UNITS = [
    page("units:sign_in", may=ALL, methods=FORM, is_public=True),
    page("units:sign_out", may=ALL, methods=POST),
    page("units:sign_in_code", may=ALL, methods=FORM, is_public=True),
    page("units:sign_in_again", may=ALL, methods=FORM, is_public=True),
    page("units:sign_in_list", may=ALL),
    page("units:sessions_end", may=ALL, methods=POST),
    page("units:second_factor_enrol", may=ALL, methods=FORM),
    page("units:second_factor_disable", may=ALL, methods=FORM),
    page("units:recovery_codes_renew", may=ALL, methods=FORM),
    page("units:password_change", may=ALL, methods=FORM),
    page("units:appointment_act", "appointment", may={"unit_clerk"}, methods=POST),
    page("units:unit_list", may=SEATED),
    page("units:unit_detail", "unit_department", may=SEATED, is_common=True),
    page(
        "units:unit_edit",
        "unit_department",
        may=OFFICE,
        sees=SEATED,
        methods=FORM,
        outside=403,
    ),
    # The register of units: everybody reads it, the Office of the province keeps it.
    page("units:unit_print", may=SEATED),
    page("units:unit_export", may=SEATED),
    page("units:unit_export", may=SEATED, query="?all=1"),
    page("units:unit_create", may=OFFICE, methods=FORM),
    page("units:unit_import", may=OFFICE, methods=FORM),
    page("units:unit_import_apply", may=OFFICE, methods=POST),
    page("units:unit_import_template", may=OFFICE),
    *(
        page(name, "unit_region", may=OFFICE, sees=SEATED, methods=FORM, outside=403)
        for name in ("units:unit_close", "units:unit_correct")
    ),
    page("units:person_list", may=SEATED),
    page("units:person_detail", "person", may=SEATED, is_common=True),
    page("units:person_create", may=PERSONNEL, methods=FORM),
    page("units:person_edit", "person", may=PERSONNEL, sees=SEATED, methods=FORM, outside=403),
    # A person of another office may take up a position here too.
    page(
        "units:appointment_create",
        "person",
        may=PERSONNEL,
        sees=SEATED,
        methods=FORM,
        is_common=True,
    ),
    page(
        "units:appointment_end",
        "appointment",
        may={"personnel"},
        sees=SEATED,
        methods=FORM,
        outside=403,
    ),
    page(
        "units:appointment_remove",
        "appointment",
        may={"personnel"},
        sees=SEATED,
        methods=POST,
        outside=403,
    ),
    *(
        page(
            f"units:appointment_{act}",
            "appointment",
            may={"personnel"},
            sees=SEATED,
            methods=FORM,
            outside=403,
        )
        for act in ("transfer", "correct")
    ),
    page("units:title_create", "person", may=PERSONNEL, sees=SEATED, methods=FORM, outside=403),
    *(
        page(f"units:title_{act}", "title", may=PERSONNEL, sees=SEATED, methods=how, outside=403)
        for act, how in {"correct": FORM, "end": FORM, "remove": POST}.items()
    ),
    page("units:person_export", may=SEATED),
    page("units:person_import", may={"personnel"}, methods=FORM),
    page("units:person_import_form", may={"personnel"}),
    page("units:person_import_apply", may={"personnel"}, methods=POST),
    page("units:account_slips", may=ADMIN, methods=FORM),
    page("units:account_list", may=ADMIN),
    *(
        page(f"units:account_{act}", "person", may=ADMIN, sees=SEATED, methods=how, outside=403)
        for act, how in {
            "create": FORM,
            "detail": GET,
            "disable": POST,
            "enable": POST,
            "lift": POST,
            "reset": POST,
        }.items()
    ),
    page(
        "units:second_factor_remove",
        "person",
        may=ADMIN,
        sees=SEATED,
        methods=POST,
        outside=403,
    ),
    # Told to one person, whatever he is.
    page("units:announcement_list", may=ALL),
    page("units:announcement_acknowledge", "announcement", may={"unit_clerk"}, methods=POST),
    # Who may do what is for everybody to read; its words are the administrator's.
    *(page(f"units:role_{view}", may=SEATED) for view in ("list", "print")),
    page(
        "units:role_edit",
        "role",
        may=ADMIN,
        sees=SEATED,
        methods=FORM,
        is_common=True,
        parts={"role": lambda world: world["role"].pk},
    ),
    page("units:register_list", may=KEEPS_OR_READS | REGION_ALL | {"absent_clerk"}),
    page(
        "units:register_detail",
        "register",
        may=KEEPS_OR_READS,
        sees=UNIT | {"personnel", "admin"},
    ),
    page("units:register_create", may=OFFICE | {"region_clerk", "absent_clerk"}, methods=FORM),
    page(
        "units:register_edit",
        "register",
        may=OFFICE,
        sees=KEEPS_OR_READS | UNIT | {"personnel", "admin"},
        methods=FORM,
    ),
    page("units:document_list", may=STAFF),
    # Issued: for its recipients and for those who lead and keep the office.
    page("units:document_detail", "released_document", may=KEEPS_OR_READS | UNIT),
    page("units:document_pdf", "released_document", may=KEEPS_OR_READS | UNIT),
    # Numbered, not yet released: recipients do not have it.
    page("units:document_detail", "numbered_document", may=KEEPS_OR_READS),
    page("units:document_pdf", "numbered_document", may=KEEPS_OR_READS),
]

# Plans: the own one, and the one of the office above; whoever writes it is its unit.
DEPARTMENT_PLAN, PROVINCE_PLAN = "department_plan", "province_plan"
READS_UNIT = KEEPS_OR_READS | UNIT
PLANS = [
    page("targets:plan_list", may=STAFF),
    page("targets:plan_create", may=RUNS | UNIT | REGION | {"absent_clerk"}, methods=FORM),
    page("targets:plan_detail", DEPARTMENT_PLAN, may=READS_UNIT),
    page("targets:plan_detail", PROVINCE_PLAN, may=STAFF),
    page("targets:plan_detail", "region_plan", may=KEEPS_OR_READS | REGION_ALL),
    *(
        page(f"targets:plan_{paper}", DEPARTMENT_PLAN, may=READS_UNIT)
        for paper in ("print", "docx", "sheet")
    ),
    # A department's programme is issued by its province: drafted by either, the rest by the office.
    page(
        "targets:plan_document_create",
        DEPARTMENT_PLAN,
        may=OFFICE | UNIT,
        sees=READS_UNIT,
        methods=POST,
    ),
    *(
        page(f"targets:plan_document_{view}", "plan_document", may=READS_UNIT)
        for view in ("detail", "print", "docx")
    ),
    page(
        "targets:plan_document_edit",
        "plan_document",
        may=OFFICE | UNIT,
        sees=READS_UNIT,
        methods=FORM,
    ),
    *(
        page(
            f"targets:plan_document_{step}",
            "plan_document",
            may=who,
            sees=READS_UNIT,
            methods=POST,
        )
        for step, who in {
            "approve": LEADERS | {"office_head"},
            "return": SIGNS,
            "sign": SIGNS,
            "number": {"registry"},
            "release": SIGNS,
        }.items()
    ),
    *(page(f"targets:plan_cascade{view}", may=STAFF) for view in ("", "_print", "_sheet")),
    *(
        page(f"targets:plan_{view}", "department_version", may=READS_UNIT)
        for view in ("version", "version_print", "changes_print")
    ),
    page("targets:plan_edit", DEPARTMENT_PLAN, may=UNIT, sees=READS_UNIT, methods=FORM),
    page("targets:plan_edit", PROVINCE_PLAN, may=RUNS, sees=STAFF, methods=FORM),
    *(
        page(f"targets:plan_{act}", plan, may=who, sees=readers, methods=how)
        for act, how in {"approve": POST, "reopen": POST, "return": FORM}.items()
        for plan, who, readers in (
            # The head everywhere; the deputy of this world oversees the region only.
            (DEPARTMENT_PLAN, UNIT_LEADERS | {"head"}, READS_UNIT),
            ("region_plan", LEADERS | {"region_head"}, KEEPS_OR_READS | REGION_ALL),
            (PROVINCE_PLAN, LEADERS, STAFF),
        )
    ),
    *(
        page(f"targets:plan_{act}", DEPARTMENT_PLAN, may=UNIT, sees=READS_UNIT, methods=how)
        for act, how in {
            "submit": POST,
            "recall": POST,
            "supplement": FORM,
            "supplement_withdraw": POST,
        }.items()
    ),
    page("targets:plan_start", DEPARTMENT_PLAN, may=UNIT | {"head"}, sees=READS_UNIT, methods=POST),
    page("targets:plan_task_create", DEPARTMENT_PLAN, may=UNIT, sees=READS_UNIT, methods=POST),
    page("targets:plan_task_detail", "department_task", may=READS_UNIT),
    page("targets:plan_evidence", "evidence", may=READS_UNIT),
    page("targets:plan_task_report", "department_task", may=UNIT, sees=READS_UNIT, methods=POST),
    page("targets:plan_task_report", "led_task", may=RUNS | UNIT, sees=STAFF, methods=POST),
    # Into the programme of a unit directly below, by those who write it.
    page(
        "targets:plan_task_take_up",
        "province_task",
        may=OFFICE | UNIT | REGION | {"absent_clerk"},
        sees=STAFF,
        methods=POST,
    ),
    *(
        page(f"targets:plan_task_{act}", "department_task", may=UNIT, sees=READS_UNIT, methods=how)
        for act, how in {"edit": FORM, "remove": FORM, "done": POST}.items()
    ),
    # In the province's plan, led by Phòng 9: it reports the result, it does not change the words.
    page("targets:plan_task_done", "led_task", may=RUNS | UNIT, sees=STAFF, methods=POST),
    page("targets:plan_task_edit", "led_task", may=RUNS, sees=STAFF, methods=FORM),
]

DEPARTMENT = "unit_department"


def of_unit(name: str, may: set[str], sees: Iterable[str] = (), **more: Any) -> Row:
    """A page of Phòng 9's figures, its address made of the unit and further `parts`."""
    parts: Parts = {"unit": lambda world: world[DEPARTMENT].pk, **more.pop("parts", {})}
    return page(
        name, DEPARTMENT, may=may, sees={*sees, *OUTSIDERS}, parts=parts, asks_first=True, **more
    )


MONTH: Parts = {"month": lambda world: world["figure"].month}
LINE: Parts = MONTH | {"indicator": lambda world: world["indicator"].pk}
ITS_FIELD: Parts = MONTH | {"field": lambda world: world["indicator"].field_id}
TARGET: Parts = {"target": lambda world: world["target"].pk}

# Who types the figures of a unit.
TYPES = OFFICE | UNIT | REGION | {"absent_clerk"}

TARGETS = [
    page("targets:figure_list", may=STAFF),
    of_unit("targets:figure_entry", READS_UNIT, parts=MONTH),
    # A department enters only its own work; nobody enters for it.
    of_unit("targets:figure_entry", UNIT, READS_UNIT, parts=MONTH, methods=POST),
    of_unit("targets:figure_save", UNIT, READS_UNIT, parts=LINE, methods=POST),
    # What is said beside the numbers, by who types them.
    of_unit("targets:figure_check_mark", UNIT, READS_UNIT, parts=LINE, methods=POST),
    of_unit("targets:field_nil_mark", UNIT, READS_UNIT, parts=ITS_FIELD, methods=POST),
    of_unit("targets:entry_habit_choose", UNIT, READS_UNIT, parts=ITS_FIELD, methods=POST),
    # Workbooks: the unit's own for who types its figures, the consolidated one for every reader.
    page("targets:workbook_list", may=STAFF),
    page("targets:workbook_order", may=STAFF, methods=POST),
    *(page(f"targets:workbook_{act}", may=TYPES, methods=POST) for act in ("order_unit", "load")),
    *(
        page(f"targets:workbook_{view}", "workbook", may={"unit_clerk"})
        for view in ("detail", "file")
    ),
    *(
        page(f"targets:workbook_load_{act}", "workbook_load", may={"unit_clerk"}, methods=how)
        for act, how in {"detail": GET, "apply": POST, "sheet": GET}.items()
    ),
    page("targets:target_board", may=STAFF),
    page("targets:board_print", may=STAFF, methods=POST),
    # A print is for the one who asked for it, not even for his superiors.
    *(
        page(f"targets:board_print_{view}", "board_print", may={"unit_clerk"})
        for view in ("detail", "pdf")
    ),
    of_unit("targets:target_cell", READS_UNIT, parts=TARGET),
    of_unit("targets:none_arose_mark", UNIT, READS_UNIT, parts=TARGET, methods=POST),
    page("targets:assignment_list", may=STAFF),
    of_unit("targets:target_assign", READS_UNIT),
    # The Office gives thresholds, the unit's leaders promise theirs.
    of_unit("targets:target_assign", OFFICE | UNIT_LEADERS, READS_UNIT, methods=POST),
    of_unit("targets:target_assign_print", READS_UNIT),
    *(page(f"targets:assignment_{name}", may=STAFF) for name in ("grid", "sheet")),
    *(
        page(name, may=OFFICE | UNIT_LEADERS | {"region_head"}, methods=POST)
        for name in ("targets:assignment_grid", "targets:assignment_grid_save")
    ),
    *(page(f"targets:assignment_{name}", may=OFFICE, methods=FORM) for name in ("fill", "import")),
    page("targets:assignment_apply", may=OFFICE, methods=POST),
    of_unit("targets:target_answer", UNIT, READS_UNIT, parts=TARGET, methods=POST),
]

# Phòng 9 looks at its field in the region: it reads, asks and checks; the region answers; whoever
# reads the whole province sees how far that is. Ranking is for leadership alone.
OF_FIELD: Parts = MONTH | {
    "field": lambda world: world["field"].pk,
    "unit": lambda world: world["unit_region"].pk,
}


def of_field(name: str, may: set[str], sees: Iterable[str] = (), **more: Any) -> Row:
    """The rule knows who works in a field at all before the unit is looked up."""
    sees = {*sees, *ALL}
    return page(name, "unit_region", may=may, sees=sees, parts=OF_FIELD, asks_first=True, **more)


FIELDS = [
    page("targets:field_board", may=READS_UNIT),
    of_field("targets:field_check", READS_UNIT),
    of_field("targets:field_check_ask", UNIT, READS_UNIT, methods=POST),
    of_field("targets:field_check_done", UNIT, READS_UNIT, methods=POST),
    page(
        "targets:field_question_answer",
        "field_question",
        may=REGION,
        sees=READS_UNIT | REGION_ALL,
        methods=POST,
    ),
    # Of its field a department opens the region's figures and targets, to read them.
    *(
        page(
            f"targets:{view}",
            "unit_region",
            may=READS_UNIT | REGION_ALL,
            sees=OUTSIDERS,
            parts={"unit": lambda world: world["unit_region"].pk, **parts},
            asks_first=True,
        )
        for view, parts in {"figure_entry": MONTH, "target_cell": TARGET}.items()
    ),
    *(page(f"targets:unit_ranking{view}", may=LEADERS) for view in ("", "_print")),
]

# Phòng 9 explains its target; the leadership in charge answers. The deputy oversees the regions.
EXPLAINED: Parts = TARGET | {"period": lambda world: world["month"].pk}
EXPLANATIONS = [
    *(page(f"targets:explanation_{view}", may=STAFF) for view in ("list", "print", "export")),
    *(page(f"targets:rollup_board{view}", may=STAFF) for view in ("", "_print", "_sheet")),
    of_unit("targets:explanation_edit", UNIT, READS_UNIT, parts=EXPLAINED, methods=FORM),
    page("targets:explanation_detail", "explanation", may=READS_UNIT),
    page("targets:explanation_answer", "explanation", may={"head"}, sees=READS_UNIT, methods=POST),
]

# A month of the region on its way: its own people, and who leads, keeps or inspects the province.
READS_REGION = KEEPS_OR_READS | REGION_ALL


def of_submission(name: str, may: set[str], thing: str = "submission", **more: Any) -> Row:
    return page(name, thing, may=may, sees=READS_REGION, methods=more.pop("methods", POST), **more)


SUBMISSIONS = [
    page("targets:submission_list", may=STAFF),
    *(page(f"targets:submission_board{view}", may=STAFF) for view in ("", "_print", "_export")),
    of_unit("targets:submission_detail", READS_UNIT, parts=MONTH),
    of_unit("targets:submission_submit", UNIT, READS_UNIT, parts=MONTH, methods=POST),
    of_unit("targets:submission_send", UNIT_LEADERS, READS_UNIT, parts=MONTH, methods=POST),
    of_submission("targets:submission_confirm", {"region_head"}),
    of_submission("targets:submission_return", OFFICE | {"region_head"}),
    of_submission("targets:submission_accept", OFFICE),
    of_submission(
        "targets:correction_create",
        REGION,
        "accepted_submission",
        methods=FORM,
        parts={
            "pk": lambda world: world["accepted_submission"].pk,
            "indicator": lambda world: world["indicator"].pk,
        },
    ),
    page("targets:correction_list", may=STAFF),
    page("targets:correction_detail", "correction", may=READS_REGION),
    of_submission("targets:correction_approve", OFFICE, "correction"),
    of_submission("targets:correction_refuse", OFFICE, "correction"),
    *(
        page(
            f"targets:deadline_{act}",
            "month",
            may=OFFICE,
            sees=ALL,
            methods=how,
            parts={"period": lambda world: world["month"].pk},
            is_common=True,
        )
        for act, how in {"edit": FORM, "extend": POST}.items()
    ),
    of_submission("targets:deadline_drop", OFFICE, "extension"),
]

# Dashboards: everybody sees his own part; a leader's morning is for who leads or prepares it.
DASHBOARDS = [
    *(
        page(f"targets:{name}{way}", *things, **more)
        for way in ("", "_print", "_sheet")
        for name, things, more in (
            ("changed_list", (), {"may": STAFF}),
            ("morning", (), {"may": RUNS | {"region_head", "region_clerk", "absent_clerk"}}),
            (
                "target_page",
                ("target",),
                {
                    "may": STAFF,
                    "sees": OUTSIDERS,
                    "parts": {"target": lambda world: world["target"].pk},
                    "is_common": True,
                },
            ),
            (
                "field_page",
                ("field",),
                {
                    "may": STAFF,
                    "sees": OUTSIDERS,
                    "parts": {"code": lambda world: world["field"].code},
                    "is_common": True,
                },
            ),
        )
    ),
    *(of_unit(f"targets:unit_page{way}", READS_UNIT) for way in ("", "_sheet")),
    of_unit("targets:unit_page_print", READS_UNIT, methods=POST),
    page("targets:target_board_sheet", may=STAFF),
    page("targets:unit_ranking_sheet", may=LEADERS),
]

# Common to all offices: read by whoever has a position in the business, kept by a province's
# Office. The calendar is its workshop, nobody else's page.
CATALOGUE = [
    *(page(f"targets:{name}_list", may=STAFF) for name in ("indicator", "balance", "target")),
    page("targets:work_year_list", may=OFFICE),
    *(
        page(f"targets:{name}_create", may=OFFICE, methods=FORM)
        for name in ("work_year", "indicator", "balance", "target", "target_set")
    ),
    *(
        page(f"targets:{name}", thing, may=OFFICE, sees=STAFF, methods=FORM, is_common=True)
        for name, thing in {
            "work_year_detail": "year",
            "work_year_edit": "year",
            "indicator_edit": "indicator",
            "balance_edit": "balance",
            "target_edit": "target",
            "target_set_edit": "target_set",
        }.items()
    ),
    page("meetings:meeting_kind_list", may=OFFICE),
    page(
        "meetings:meeting_kind_edit",
        "meeting_kind",
        may=OFFICE,
        sees=STAFF,
        methods=FORM,
        is_common=True,
    ),
]

# Instruments: what was issued is common; a draft is its own office's. Awards stand with a unit.
IN_OFFICE = KEEPS_OR_READS | UNIT | {"personnel"}
KEEPS_AWARDS = OFFICE | {"personnel", "region_clerk", "absent_clerk"}
STEPS = ("submit", "recall", "issue", "replace", "restore", "attach")
INSTRUMENTS = [
    *(page(f"targets:instrument_{name}", may=STAFF) for name in ("list", "tree", "print", "sheet")),
    page("targets:instrument_create", may=OFFICE | {"region_clerk", "absent_clerk"}, methods=FORM),
    page("targets:instrument_detail", "instrument", may=STAFF, is_common=True),
    page(
        "targets:instrument_edit",
        "instrument",
        may=OFFICE,
        sees=STAFF,
        methods=FORM,
        is_common=True,
    ),
    page("targets:instrument_file", "instrument_file", may=STAFF, is_common=True),
    *(
        page(
            f"targets:instrument_{step}",
            "draft_instrument",
            may=OFFICE,
            sees=IN_OFFICE,
            methods=POST,
        )
        for step in STEPS
    ),
    *(
        page(
            f"targets:instrument_{step}",
            "draft_instrument",
            may=LEADERS,
            sees=IN_OFFICE,
            methods=POST,
        )
        for step in ("return", "approve")
    ),
    *(page(f"targets:award_{name}", may=STAFF) for name in ("list", "print", "sheet")),
    page("targets:award_create", may=KEEPS_AWARDS, methods=FORM),
    *(
        page(
            f"targets:award_{name}",
            "award",
            may=OFFICE | {"personnel"},
            sees=READS_UNIT,
            methods=FORM,
        )
        for name in ("edit", "remove")
    ),
]

# Called by the office's leadership and Office, read by whom it concerns.
CALLED, LIVE, HELD = "scheduled_meeting", "in_session_meeting", "concluded_meeting"
CALLS = RUNS | REGION | {"absent_clerk"}


def part(name: str, thing: str, attribute: str = "pk") -> Parts:
    """A second part of an address below the meeting in session."""
    return {
        "pk": lambda world: world[LIVE].pk,
        name: lambda world: getattr(world[thing], attribute),
    }


ROW = part("key", "intervention", "client_key")

MEETINGS = [
    page("meetings:my_work", may=ALL),
    page("meetings:search", may=ALL, query="?q=hội nghị"),
    page("meetings:meeting_list", may=STAFF),
    page("meetings:meeting_create", may=CALLS, methods=FORM),
    # Not on the calendar yet: the invited do not know of it.
    page("meetings:meeting_detail", "draft_meeting", may=KEEPS_OR_READS),
    page("meetings:meeting_schedule", "draft_meeting", may=RUNS, sees=KEEPS_OR_READS, methods=POST),
    page("meetings:meeting_detail", CALLED, may=KNOWS_MEETING),
    *(
        page(f"meetings:{act}", CALLED, may=RUNS, sees=KNOWS_MEETING, methods=FORM)
        for act in ("meeting_edit", "meeting_cancel", "agenda_edit", "site_edit", "attendance_edit")
    ),
    *(
        page(f"meetings:{act}", CALLED, may=RUNS, sees=KNOWS_MEETING, methods=POST)
        for act in (
            "meeting_open",
            "agenda_propose",
            "site_propose",
            "attendance_propose",
            "attendance_add",
            "attendance_all_present",
        )
    ),
    # Reports: written by the unit itself; others read them once sent.
    page("meetings:unit_report_list", LIVE, may=RUNS | {"inspector"}, sees=KNOWS_MEETING),
    page("meetings:unit_report_edit", "sent_report", may=UNIT | RUNS | {"inspector"}),
    page("meetings:unit_report_edit", "draft_report", may=REGION_ALL, sees=RUNS | {"inspector"}),
    *(
        page(
            f"meetings:unit_report_{act}",
            "draft_report",
            may=REGION,
            sees=REGION_ALL | RUNS | {"inspector"},
            methods=POST,
        )
        for act in ("edit", "send", "cite")
    ),
    page(
        "meetings:unit_report_return",
        "sent_report",
        may=RUNS - {"deputy"},
        sees=UNIT | {"inspector", "deputy"},
        methods=POST,
    ),
    # Minutes: for participants, leadership and Office; typed by leadership and Office.
    *(
        page(f"meetings:{view}", LIVE, may=KNOWS_MEETING)
        for view in ("meeting_desk", "minutes_changes", "meeting_minutes")
    ),
    page("meetings:meeting_unit_facts", LIVE, may=RUNS, sees=KNOWS_MEETING),
    page(
        "meetings:agenda_item_done",
        LIVE,
        may=RUNS,
        sees=KNOWS_MEETING,
        methods=POST,
        parts=part("item", "agenda_item"),
    ),
    *(
        page(
            f"meetings:intervention_{act}",
            LIVE,
            may=RUNS,
            sees=KNOWS_MEETING,
            methods=how,
            parts=ROW,
        )
        for act, how in {"save": FORM, "remove": POST, "restore": POST}.items()
    ),
    page("meetings:assessment_save", LIVE, may=RUNS, sees=KNOWS_MEETING, methods=POST),
    page("meetings:directive_create", LIVE, may=RUNS, sees=KNOWS_MEETING, methods=FORM),
    page("meetings:directive_edit", "directive", may=RUNS, sees=KNOWS_MEETING, methods=FORM),
    page("meetings:directive_remove", "directive", may=RUNS, sees=KNOWS_MEETING, methods=POST),
    page("meetings:meeting_conclude", LIVE, may=RUNS, sees=KNOWS_MEETING, methods=FORM),
    page("meetings:meeting_reopen", HELD, may=RUNS, sees=KNOWS_MEETING, methods=POST),
    page("meetings:meeting_close", HELD, may=RUNS, sees=KNOWS_MEETING, methods=POST),
    # A regional office's meeting is its own: the province was not invited.
    page("meetings:meeting_desk", "regional_meeting", may=REGION_ALL),
    page(
        "meetings:intervention_save",
        "regional_meeting",
        may=REGION,
        sees=REGION_ALL,
        methods=FORM,
        parts={
            "pk": lambda world: world["regional_meeting"].pk,
            "key": lambda world: world["regional_intervention"].client_key,
        },
    ),
]

# Drafts are for the issuing office; approve → sign → number → release, each by its own people.
SEES_NOTICES = KEEPS_OR_READS
DRAFT, APPROVED, SIGNED = "draft_notice", "approved_notice", "signed_notice"
NUMBERED, RELEASED = "numbered_notice", "released_notice"


def paragraph(world: Things) -> int:
    return int(world["draft_paragraph"].pk)


def draft(world: Things) -> int:
    return int(world["draft_notice"].pk)


NOTICES = [
    page("meetings:notice_list", may=SEES_NOTICES | REGION_ALL | {"absent_clerk"}),
    page(
        "meetings:notice_create",
        "closed_meeting",
        may=RUNS,
        sees=KNOWS_MEETING,
        methods=FORM,
    ),
    *(
        page(f"meetings:notice_{view}", thing, may=SEES_NOTICES)
        for view, thing in {
            "detail": DRAFT,
            "preview": DRAFT,
            "docx": DRAFT,
            "print": APPROVED,
            "delivery": RELEASED,
        }.items()
    ),
    page("meetings:notice_detail", RELEASED, may=SEES_NOTICES),
    page("meetings:notice_edit", DRAFT, may=RUNS, sees=SEES_NOTICES),
    *(
        page(f"meetings:notice_{act}", DRAFT, may=RUNS, sees=SEES_NOTICES, methods=POST)
        for act in ("parties_edit", "paragraph_add", "paragraph_fill")
    ),
    page(
        "meetings:notice_text_edit",
        DRAFT,
        may=RUNS,
        sees=SEES_NOTICES,
        methods=POST,
        parts={"pk": draft, "section": lambda world: "opening"},
    ),
    *(
        page(
            f"meetings:notice_paragraph_{act}",
            DRAFT,
            may=RUNS,
            sees=SEES_NOTICES,
            methods=POST,
            parts={"pk": draft, "paragraph": paragraph},
        )
        for act in ("edit", "remove")
    ),
    page(
        "meetings:notice_approve",
        DRAFT,
        may=LEADERS | {"office_head"},
        sees=SEES_NOTICES,
        methods=POST,
    ),
    page("meetings:notice_sign", APPROVED, may=SIGNS, sees=SEES_NOTICES, methods=POST),
    page("meetings:notice_return", SIGNED, may=SIGNS, sees=SEES_NOTICES, methods=POST),
    page("meetings:notice_number", SIGNED, may={"registry"}, sees=SEES_NOTICES, methods=POST),
    page("meetings:notice_release", NUMBERED, may=SIGNS, sees=SEES_NOTICES, methods=POST),
]

# The addressee answers, the Office confirms; leadership, registry and inspection read.
TASK, SEES_TASK = "released_task", KEEPS_OR_READS | UNIT
TASKS = [
    page("meetings:task_list", may=STAFF),
    page("meetings:task_detail", TASK, may=SEES_TASK),
    page("meetings:document_chain", "released_document", may=KEEPS_OR_READS | UNIT),
    page("meetings:plan_task_origin", "released_line", may=SEES_TASK),
    *(
        page(f"meetings:workload{view}", may=RUNS | UNIT | REGION | {"absent_clerk"})
        for view in ("", "_print", "_sheet")
    ),
    page(
        "meetings:workload_person",
        "person",
        may=RUNS | UNIT,
        sees=OUTSIDERS | {"registry", "inspector", "personnel", "region_registry"},
        asks_first=True,
    ),
    *(
        page(f"meetings:task_{act}", TASK, may=UNIT, sees=SEES_TASK, methods=POST)
        for act in ("acknowledge", "report", "add_to_plan")
    ),
    *(
        page(f"meetings:task_{act}", TASK, may=OFFICE | {"head"}, sees=SEES_TASK, methods=POST)
        for act in ("confirm", "return")
    ),
]

# Who oversees what and who acts for the head is no secret; the own office's head, its Office and
# personnel keep the portfolios, the head and his Office the mandates.
GIVES = {"head", "region_head"} | OFFICE | {"region_clerk", "absent_clerk"}
KEEPS = {"head", "personnel"} | OFFICE
DUTIES = [
    page("units:portfolio_board", may=SEATED),
    page("units:portfolio_create", may=GIVES | {"personnel"}, methods=FORM),
    page("units:portfolio_rotate", may=GIVES | {"personnel"}, methods=FORM),
    page("units:portfolio_end", "portfolio", may=KEEPS, sees=SEATED, methods=FORM, outside=403),
    page("units:delegation_list", may=SEATED),
    page("units:delegation_create", may=GIVES, methods=FORM),
    page(
        "units:delegation_end",
        "delegation",
        may=KEEPS - {"personnel"},
        sees=SEATED,
        methods=FORM,
        outside=403,
    ),
]

# The succession assistant: run by a province's Office, read by whoever watches the organisation.
READS_CHANGES = RUNS | {"personnel", "inspector"}
REORGANISED = "?kind=merge&on=01/11/2026"
ASSUMED: Parts = {
    "pk": lambda world: world["unit_region"].pk,
    "succession": lambda world: world["succession"].pk,
}

REORGANISATIONS = [
    page("units:reorganisation_list", may=READS_CHANGES),
    page("units:reorganisation_detail", "reorganisation", may=READS_CHANGES),
    page(
        "units:reorganisation_undo",
        "reorganisation",
        may=OFFICE,
        sees=READS_CHANGES,
        methods=POST,
    ),
    page("units:reorganisation_create", may=OFFICE, methods=FORM, query=REORGANISED),
    page("units:reform_load", may=OFFICE, methods=POST),
    page(
        "units:predecessor_create",
        "unit_region",
        may=OFFICE,
        sees=SEATED,
        methods=FORM,
        outside=403,
    ),
    *(
        page(
            f"units:predecessor_{act}",
            "unit_region",
            may=OFFICE,
            sees=SEATED,
            methods=POST,
            outside=403,
            parts=ASSUMED,
        )
        for act in ("verify", "drop")
    ),
]

# Who sees a record sees its history; the search is the inspector's.
WATCHES = LEADERS | {"office_head", "inspector", "region_head"}
SEAL: Parts = {"day": lambda world: world["seal"].at.date().isoformat()}


def record(kind: str, thing: str) -> Parts:
    return {"kind": lambda world: kind, "pk": lambda world: str(world[thing].pk)}


HISTORY = [
    page(
        "units:record_history",
        "person",
        may=SEATED,
        is_common=True,
        parts=record("person", "person"),
    ),
    page(
        "units:record_history",
        "closed_meeting",
        may=KNOWS_MEETING,
        parts=record("meeting", "closed_meeting"),
    ),
    page(
        "units:record_history",
        "draft_notice",
        may=SEES_NOTICES,
        parts=record("notice", "draft_notice"),
    ),
    page("units:change_list", may={"inspector"}),
    page("units:change_export", may={"inspector"}),
    page("units:seal_list", may=WATCHES),
    page("units:seal_detail", may=WATCHES, parts=SEAL),
    page("units:seal_pdf", may=WATCHES, parts=SEAL),
    page("units:purge_list", may=WATCHES),
    page(
        "units:purge_confirm", "purge", may=LEADERS, sees={"inspector", "office_head"}, methods=FORM
    ),
    page(
        "units:purge_create",
        "draft_notice",
        may={"inspector", "office_head"},
        sees=SEES_NOTICES,
        methods=FORM,
        parts=record("notice", "draft_notice"),
    ),
]

ROWS = [
    *UNITS,
    *DUTIES,
    *PLANS,
    *TARGETS,
    *FIELDS,
    *DASHBOARDS,
    *EXPLANATIONS,
    *SUBMISSIONS,
    *CATALOGUE,
    *INSTRUMENTS,
    *MEETINGS,
    *NOTICES,
    *TASKS,
    *REORGANISATIONS,
    *HISTORY,
]
