"""The owner's triggers that keep `FigureYear` equal to the figures (decision 9).

Migrations install them; a change of one is a new migration that runs its text again. Each writes
the months that its statement touched and no others, so that clerks of different months of one
line overwrite nothing, and takes rows in one order, so that two large statements do not lock each
other out. They run as the owner with a search path of their own, because the role that serves
requests may only read the table and chooses its own path.
"""

MONTHS = tuple(f"m{month}" for month in range(1, 13))

_COLUMNS = ", ".join(MONTHS)
_HEAD = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$"
_VALUES = ",\n    ".join(
    f"max((f.value * 100)::bigint) FILTER (WHERE date_part('month', f.month) = {no}) AS {month}"
    for no, month in enumerate(MONTHS, start=1)
)
_KEPT = ", ".join(f"{month} = coalesce(EXCLUDED.{month}, y.{month})" for month in MONTHS)
_EMPTIED = ", ".join(
    f"{month} = CASE WHEN {no} = ANY(g.months) THEN NULL ELSE y.{month} END"
    for no, month in enumerate(MONTHS, start=1)
)
_SAME = "y.unit_id = g.unit_id AND y.year = g.year AND y.indicator_id = g.indicator_id"
# Months that the statement took away, unless another part of the same statement put them back.
_GONE = """
    SELECT s.unit_id, date_part('year', s.month)::smallint AS year, s.indicator_id,
        array_agg(date_part('month', s.month)::int) AS months
    FROM stale AS s WHERE NOT EXISTS (
        SELECT FROM public.targets_figure AS f WHERE f.unit_id = s.unit_id
        AND f.month = s.month AND f.indicator_id = s.indicator_id
    ) GROUP BY 1, 2, 3
"""


def rows(figures: str) -> str:
    """A query: figures (a table, or what a statement wrote) as rows of the summary."""
    return f"""
    SELECT f.unit_id, date_part('year', f.month)::smallint AS year, f.indicator_id,
    {_VALUES}
    FROM {figures} AS f GROUP BY 1, 2, 3
"""


_STORE = f"""
    INSERT INTO public.targets_figureyear AS y (unit_id, year, indicator_id, {_COLUMNS})
    {rows("fresh")} ORDER BY 1, 2, 3
    ON CONFLICT (unit_id, year, indicator_id) DO UPDATE SET {_KEPT};
"""
_EMPTY = f"""
    PERFORM FROM public.targets_figureyear AS y JOIN ({_GONE}) AS g ON {_SAME}
    ORDER BY y.unit_id, y.year, y.indicator_id FOR UPDATE OF y;
    UPDATE public.targets_figureyear AS y SET {_EMPTIED} FROM ({_GONE}) AS g WHERE {_SAME};
    DELETE FROM public.targets_figureyear AS y USING ({_GONE}) AS g
    WHERE {_SAME} AND num_nonnulls({_COLUMNS}) = 0;
"""
_MOVED = """EXISTS (
        SELECT unit_id, month, indicator_id FROM stale
        EXCEPT SELECT unit_id, month, indicator_id FROM fresh
    )"""


def _function(name: str, body: str, returns: str = "trigger") -> str:
    return f"""
CREATE OR REPLACE FUNCTION public.{name}() RETURNS {returns}
{_HEAD}
BEGIN{body}END;
$$
"""


def _trigger(name: str, event: str, seen: str) -> str:
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON public.targets_figure {seen} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION public.{name}()"
    )


_EXACT = f"SELECT unit_id, year, indicator_id, {_COLUMNS} FROM public.targets_figureyear"
# Writes nothing where all is well. Whoever enters figures waits meanwhile, readers do not.
_REBUILD = f"""
    LOCK TABLE public.targets_figure IN SHARE MODE;
    DELETE FROM public.targets_figureyear AS y
    USING ({_EXACT} EXCEPT {rows("public.targets_figure")}) AS g WHERE {_SAME};
    INSERT INTO public.targets_figureyear (unit_id, year, indicator_id, {_COLUMNS})
    {rows("public.targets_figure")} EXCEPT {_EXACT} ORDER BY 1, 2, 3;
"""
DIFFERING = f"""
SELECT count(DISTINCT (d.unit_id, d.year, d.indicator_id)) FROM (
    ({_EXACT} EXCEPT {rows("public.targets_figure")})
    UNION ALL ({rows("public.targets_figure")} EXCEPT {_EXACT})
) AS d
"""

INSTALLED = (
    _function("figure_years_store", f"{_STORE}    RETURN NULL;\n"),
    _function(
        "figure_years_change",
        f"\n    IF {_MOVED} THEN{_EMPTY}    END IF;{_STORE}    RETURN NULL;\n",
    ),
    _function("figure_years_empty", f"{_EMPTY}    RETURN NULL;\n"),
    _function(
        "figure_years_clear", "\n    DELETE FROM public.targets_figureyear;\n    RETURN NULL;\n"
    ),
    _function("figure_years_rebuild", _REBUILD, "void"),
    _trigger("figure_years_store", "INSERT", "REFERENCING NEW TABLE AS fresh"),
    _trigger("figure_years_change", "UPDATE", "REFERENCING OLD TABLE AS stale NEW TABLE AS fresh"),
    _trigger("figure_years_empty", "DELETE", "REFERENCING OLD TABLE AS stale"),
    _trigger("figure_years_clear", "TRUNCATE", ""),
    # Half of the writes change a row: there is room for its next state beside it.
    "ALTER TABLE public.targets_figureyear SET (fillfactor = 80)",
    "SELECT public.figure_years_rebuild()",
)
_FUNCTIONS = ("store", "change", "empty", "clear", "rebuild")
REMOVED = tuple(f"DROP FUNCTION public.figure_years_{name}() CASCADE" for name in _FUNCTIONS)
