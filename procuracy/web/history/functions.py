"""Functions of the owner in the database, for what the role that serves requests may not do itself.

Migrations install them; a change of one is a new migration that runs its text again.
"""

# 32 bytes over everything a row of Change says. Moments as microseconds and objects as jsonb, so
# that no setting of a session changes the text.
DIGEST = """
CREATE OR REPLACE FUNCTION public.history_digest(c public.web_change) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(convert_to(jsonb_build_array(
        c.id, c.xid::text, (extract(epoch FROM c.at) * 1000000)::bigint, c.table_name, c.record,
        c.kind, c.before, c.after, c.whole, c.unit_id, c.user_id, c.appointment_id,
        c.delegation_id, c.address, c.source, c.role)::text, 'UTF8'))
$$
"""

# The open drafts of some records become one change each: from what stood before the first of them
# to what stood after the last.
COMMIT = """
CREATE OR REPLACE FUNCTION public.history_commit(of_table text, records text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    context jsonb := nullif(current_setting('history.context', true), '')::jsonb;
BEGIN
    WITH open AS (
        UPDATE public.web_revision SET is_committed = true
        WHERE table_name = of_table AND record = ANY(records) AND NOT is_committed
        RETURNING id, record, kind, before, after, whole, unit_id
    ), one AS (
        SELECT record, bool_or(kind = 'insert') AS is_new, max(whole) AS whole,
            max(unit_id) AS unit_id
        FROM open GROUP BY record
    ), first AS (
        SELECT DISTINCT ON (o.record, e.key) o.record, e.key, e.value
        FROM open AS o, jsonb_each(o.before) AS e ORDER BY o.record, e.key, o.id
    ), last AS (
        SELECT DISTINCT ON (o.record, e.key) o.record, e.key, e.value
        FROM open AS o, jsonb_each(o.after) AS e ORDER BY o.record, e.key, o.id DESC
    ), changed AS (
        SELECT record, jsonb_object_agg(key, first.value) AS before,
            jsonb_object_agg(key, last.value) AS after
        FROM first JOIN last USING (record, key)
        WHERE first.value IS DISTINCT FROM last.value GROUP BY record
    ), made AS (
        SELECT record, jsonb_object_agg(key, value) AS after FROM last GROUP BY record
    )
    INSERT INTO public.web_change (xid, at, table_name, record, kind, before, after, whole,
        unit_id, user_id, appointment_id, delegation_id, address, source, role)
    SELECT pg_current_xact_id(), clock_timestamp(), of_table, one.record,
        CASE WHEN is_new THEN 'insert' ELSE 'update' END,
        CASE WHEN NOT is_new THEN changed.before END,
        CASE WHEN is_new THEN made.after ELSE changed.after END,
        one.whole, one.unit_id,
        (context->>'user')::bigint, (context->>'appointment')::bigint,
        (context->>'delegation')::bigint, coalesce(context->>'address', ''),
        coalesce(context->>'source', 'shell'), session_user
    FROM one LEFT JOIN changed USING (record) LEFT JOIN made USING (record)
    WHERE is_new OR changed.after IS NOT NULL ORDER BY one.record;
END;
$$
"""

# Committed drafts are kept for a while only; what is not committed stays.
PRUNE = """
CREATE OR REPLACE FUNCTION public.history_prune(older_than timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER AS $$
    WITH gone AS (
        DELETE FROM public.web_revision WHERE is_committed AND at < older_than
            AND older_than < now() - interval '7 days' RETURNING 1
    )
    SELECT count(*) FROM gone
$$
"""

# JSON with every text in it empty, and its shape, numbers and keys as they were.
BLANKED = """
CREATE OR REPLACE FUNCTION public.history_blanked(what jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN CASE jsonb_typeof(what)
        WHEN 'string' THEN '""'::jsonb
        WHEN 'array' THEN (
            SELECT coalesce(jsonb_agg(public.history_blanked(a.one) ORDER BY a.place), '[]')
            FROM jsonb_array_elements(what) WITH ORDINALITY AS a (one, place))
        WHEN 'object' THEN (
            SELECT coalesce(jsonb_object_agg(o.key, public.history_blanked(o.value)), '{}')
            FROM jsonb_each(what) AS o)
        ELSE what END;
END;
$$
"""

# Blanks one text of a row, all texts of a JSON or a file's bytes; of a text also what its drafts
# and its history say. Leaves the tombstone, for a file with the digest of its bytes. The asking and
# the confirming account must differ, and every request is carried out once.
PURGE = """
CREATE OR REPLACE FUNCTION public.history_purge(
    request bigint, confirmer bigint, acting_as bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    asked public.web_purgerequest;
    relation regclass;
    key_column name;
    data_type text;
    content text;
    digest text;
    blank text;
    hit bigint[];
    originals text;
    remains text;
BEGIN
    SELECT * INTO STRICT asked FROM public.web_purgerequest WHERE id = request;
    PERFORM pg_advisory_xact_lock(hashtextextended('history_purge', request));
    IF asked.asked_by = confirmer OR confirmer IS NULL THEN
        RAISE check_violation USING MESSAGE = 'history_purge: two persons are needed';
    END IF;
    IF EXISTS (SELECT FROM public.web_tombstone WHERE request_id = request) THEN
        RAISE unique_violation USING MESSAGE = 'history_purge: done already';
    END IF;
    SELECT t.tgrelid INTO relation FROM pg_trigger AS t JOIN pg_class AS r ON r.oid = t.tgrelid
    WHERE r.relname = asked.table_name AND r.relnamespace = 'public'::regnamespace
        AND t.tgname LIKE 'pgtrigger_history_update%'
        AND asked.table_name NOT LIKE 'web\\_%';
    IF relation IS NULL THEN
        RAISE check_violation USING MESSAGE = 'history_purge: not a recorded table';
    END IF;
    SELECT a.attname INTO STRICT key_column FROM pg_index AS i
    JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indrelid = relation AND i.indisprimary;
    SELECT format_type(atttypid, NULL) INTO data_type FROM pg_attribute
    WHERE attrelid = relation AND attname = asked.column_name AND NOT attisdropped
        AND attgenerated = '' AND attname <> key_column;
    blank := CASE
        WHEN data_type IN ('text', 'character varying') THEN ''''''
        WHEN data_type = 'bytea' THEN '''''::bytea'
        WHEN data_type = 'jsonb' THEN format('public.history_blanked(%I)', asked.column_name) END;
    IF blank IS NULL THEN
        RAISE check_violation USING MESSAGE = 'history_purge: not a text';
    END IF;
    EXECUTE format('SELECT %s, %s FROM %s WHERE %I::text = $1 FOR UPDATE',
        CASE WHEN data_type = 'bytea' THEN 'NULL::text'
            ELSE format('%I::text', asked.column_name) END,
        CASE WHEN data_type = 'bytea'
            THEN format('encode(sha256(%I), ''hex'')', asked.column_name) ELSE 'NULL::text' END,
        relation, key_column) INTO content, digest USING asked.record;
    IF content IS NULL THEN
        SELECT coalesce(after->>asked.column_name, before->>asked.column_name) INTO content
        FROM public.web_change WHERE table_name = asked.table_name AND record = asked.record
            AND coalesce(after->>asked.column_name, before->>asked.column_name) <> ''
        ORDER BY id DESC LIMIT 1;
    END IF;
    -- The trigger records this update with what stood before; it is blanked right below.
    EXECUTE format('UPDATE %s SET %I = %s WHERE %I::text = $1',
        relation, asked.column_name, blank, key_column) USING asked.record;
    SELECT coalesce(array_agg(c.id ORDER BY c.id), '{}'),
        coalesce(string_agg(encode(public.history_digest(c), 'hex'), '' ORDER BY c.id), '')
    INTO hit, originals FROM public.web_change AS c
    WHERE c.table_name = asked.table_name AND c.record = asked.record
        AND (c.before->>asked.column_name IS NOT NULL OR c.after->>asked.column_name IS NOT NULL);
    UPDATE public.web_change SET
        before = CASE WHEN before ? asked.column_name
            THEN before || jsonb_build_object(asked.column_name, NULL) ELSE before END,
        after = CASE WHEN after ? asked.column_name
            THEN after || jsonb_build_object(asked.column_name, NULL) ELSE after END
    WHERE id = ANY(hit);
    UPDATE public.web_revision SET
        before = CASE WHEN before ? asked.column_name
            THEN before || jsonb_build_object(asked.column_name, NULL) ELSE before END,
        after = CASE WHEN after ? asked.column_name
            THEN after || jsonb_build_object(asked.column_name, NULL) ELSE after END
    WHERE table_name = asked.table_name AND record = asked.record;
    SELECT coalesce(string_agg(encode(public.history_digest(c), 'hex'), '' ORDER BY c.id), '')
    INTO remains FROM public.web_change AS c WHERE c.id = ANY(hit);
    INSERT INTO public.web_tombstone
        (request_id, confirmed_by, confirmed_as, at, content, ids, originals, remains)
    VALUES (request, confirmer, acting_as, clock_timestamp(),
        coalesce(digest, encode(sha256(convert_to(coalesce(content, ''), 'UTF8')), 'hex')),
        hit, originals, remains);
END;
$$
"""

ALL = (DIGEST, COMMIT, PRUNE, BLANKED, PURGE)
REMOVED = (
    "DROP FUNCTION public.history_purge(bigint, bigint, bigint)",
    "DROP FUNCTION public.history_blanked(jsonb)",
    "DROP FUNCTION public.history_prune(timestamptz)",
    "DROP FUNCTION public.history_commit(text, text[])",
    "DROP FUNCTION public.history_digest(public.web_change)",
)
