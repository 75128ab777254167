"""The visitors of the table, in the groups that rules speak of."""

from tests.access_world import SEATS

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
# Whoever reads what Phòng 9 writes.
READS_UNIT = KEEPS_OR_READS | UNIT
# The invited units know of the meeting too (whoever works in them).
KNOWS_MEETING = KEEPS_OR_READS | UNIT | REGION_ALL
# The signature on paper is recorded, and the notice sent out, by Office, leadership or registry.
SIGNS = RUNS | {"registry"}
# Of the other province; without an own thing they count as their kind does here.
STRANGERS = {"foreign_head": "head", "foreign_office": "office"}
