"""Notices, from the draft to the release."""

from tests.access_table.people import (
    KEEPS_OR_READS,
    KNOWS_MEETING,
    LEADERS,
    REGION_ALL,
    RUNS,
    SIGNS,
    UNIT,
)
from tests.access_table.rows import FORM, POST, Things, page

# Drafts are for the issuing office; approve → sign → number → release, each by its own people.
SEES_NOTICES = KEEPS_OR_READS
DRAFT, APPROVED, SIGNED = "draft_notice", "approved_notice", "signed_notice"
NUMBERED, RELEASED = "numbered_notice", "released_notice"
LETTER = "amending_paper"


def paragraph(world: Things) -> int:
    return int(world["draft_paragraph"].pk)


def draft(world: Things) -> int:
    return int(world["draft_notice"].pk)


def issued(world: Things) -> int:
    return int(world["released_document"].pk)


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
        for act in (
            *("parties_edit", "paragraph_add", "paragraph_fill", "earlier", "unmet"),
            *("redraw", "undo", "by_field", "section_add"),
        )
    ),
    *(
        page(
            f"meetings:notice_{act}",
            DRAFT,
            may=RUNS,
            sees=SEES_NOTICES,
            methods=POST,
            parts={"pk": draft, "section": lambda world: "opening"},
        )
        for act in ("text_edit", "text_choose", "section_remove")
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
        for act in ("edit", "field", "remove")
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
    # A letter about what was issued: leadership, Office and registry of the issuing office.
    *(
        page(
            "meetings:amending_paper_create",
            "released_document",
            may=SIGNS,
            sees=SEES_NOTICES | UNIT,
            methods=POST,
            parts={"pk": issued, "effect": lambda world, effect=effect: effect},
        )
        for effect in ("corrects", "withdraws")
    ),
    *(
        page(f"meetings:amending_paper_{view}", LETTER, may=SEES_NOTICES)
        for view in ("detail", "print", "docx", "delivery")
    ),
    page("meetings:amending_paper_tasks", LETTER, may=SIGNS, sees=SEES_NOTICES, methods=POST),
    page("meetings:amending_paper_edit", LETTER, may=SIGNS, sees=SEES_NOTICES, methods=FORM),
    page(
        "meetings:amending_paper_approve",
        LETTER,
        may=LEADERS | {"office_head"},
        sees=SEES_NOTICES,
        methods=POST,
    ),
    *(
        page(f"meetings:amending_paper_{act}", LETTER, may=SIGNS, sees=SEES_NOTICES, methods=POST)
        for act in ("sign", "return", "release")
    ),
    *(
        page(
            f"meetings:amending_paper_{act}",
            LETTER,
            may={"registry"},
            sees=SEES_NOTICES,
            methods=POST,
        )
        for act in ("number", "void")
    ),
    page("meetings:notice_void", NUMBERED, may={"registry"}, sees=SEES_NOTICES, methods=POST),
    page(
        "meetings:notice_replace",
        RELEASED,
        may=LEADERS | {"office_head"},
        sees=SEES_NOTICES,
        methods=POST,
    ),
    page("meetings:notice_release", NUMBERED, may=SIGNS, sees=SEES_NOTICES, methods=POST),
]
