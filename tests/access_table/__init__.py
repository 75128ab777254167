"""Who may open what: one line per page and circumstance, from docs/design.md, rule 9.

A line names a page, the thing it is asked for, who may (`may`: opens, or for a sending anything
but a refusal of the person), and who knows the thing but may not do this (`sees`: 403 with its
reason). Whoever stands in neither gets 404 for a thing and 403 for a page without one.

A module per concept; `people` are the visitors, `rows` says what a line is.
"""

from tests.access_table.calendar import CALENDAR
from tests.access_table.catalogue import CATALOGUE
from tests.access_table.conclusion import CONCLUSION
from tests.access_table.consolidated import CONSOLIDATED
from tests.access_table.consolidated_lines import CONSOLIDATED_LINES
from tests.access_table.dashboards import DASHBOARDS
from tests.access_table.desk import DESK
from tests.access_table.duties import DUTIES
from tests.access_table.explanations import EXPLANATIONS
from tests.access_table.fields import FIELDS
from tests.access_table.figures import TARGETS
from tests.access_table.giving import GIVING
from tests.access_table.history import HISTORY
from tests.access_table.inspections import INSPECTIONS
from tests.access_table.instruments import INSTRUMENTS
from tests.access_table.letters import LETTERS
from tests.access_table.matters import MATTERS
from tests.access_table.meetings import MEETINGS
from tests.access_table.notices import NOTICES
from tests.access_table.people import REGION_ALL, UNIT
from tests.access_table.plans import PLANS
from tests.access_table.programme import PROGRAMME
from tests.access_table.reminders import REMINDERS
from tests.access_table.reorganisations import REORGANISATIONS
from tests.access_table.reports import REPORTS
from tests.access_table.reviews import REVIEWS
from tests.access_table.rows import Row, Things
from tests.access_table.sessions import SESSIONS
from tests.access_table.signed_copies import SIGNED_COPIES
from tests.access_table.submissions import SUBMISSIONS
from tests.access_table.tasks import TASKS
from tests.access_table.units import UNITS
from tests.access_table.volumes import VOLUMES
from tests.access_table.wordings import WORDINGS
from tests.access_world import SEATS

__all__ = ["REGION_ALL", "ROWS", "SEATS", "UNIT", "Row", "Things"]

ROWS = [
    *UNITS,
    *SIGNED_COPIES,
    *DUTIES,
    *PLANS,
    *TARGETS,
    *FIELDS,
    *DASHBOARDS,
    *EXPLANATIONS,
    *SUBMISSIONS,
    *CATALOGUE,
    *CALENDAR,
    *INSTRUMENTS,
    *MEETINGS,
    *CONCLUSION,
    *CONSOLIDATED,
    *LETTERS,
    *REVIEWS,
    *CONSOLIDATED_LINES,
    *PROGRAMME,
    *DESK,
    *WORDINGS,
    *MATTERS,
    *REPORTS,
    *REMINDERS,
    *SESSIONS,
    *NOTICES,
    *TASKS,
    *GIVING,
    *INSPECTIONS,
    *REORGANISATIONS,
    *HISTORY,
    *VOLUMES,
]
