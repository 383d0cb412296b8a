-- Triage of a hundred thousand open alerts: every filter, order and count of the Alerts page has an index.

-- ---------------------------------------------------------------- search
-- Substrings are found by trigrams. The extension is trusted and part of every PostgreSQL distribution: the migrator's
-- right to create in its own database is enough.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What the search box looks through, apart from the alert: an alert that is joined by more events is written anew each
-- time, and some two hundred trigrams must not be indexed again with it.
CREATE TABLE alert_search (
  alert_id bigint PRIMARY KEY REFERENCES alert ON DELETE CASCADE,
  body text NOT NULL
);
CREATE INDEX alert_search_body ON alert_search USING gin (body gin_trgm_ops) WITH (gin_pending_list_limit = 256);

CREATE FUNCTION alert_search_body(p_title text, p_reason text, p_entities jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT lower(concat_ws(E'\n', p_title, p_reason,
    (SELECT string_agg(e->>'name', E'\n') FROM jsonb_array_elements(p_entities) AS e)))
$$;

CREATE FUNCTION keep_alert_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO alert_search (alert_id, body)
  VALUES (NEW.id, alert_search_body(NEW.title, NEW.reason, NEW.entities))
  ON CONFLICT (alert_id) DO UPDATE SET body = excluded.body WHERE alert_search.body <> excluded.body;
  RETURN NULL;
END $$;

CREATE TRIGGER alert_search_insert AFTER INSERT ON alert FOR EACH ROW EXECUTE FUNCTION keep_alert_search();
CREATE TRIGGER alert_search_update AFTER UPDATE OF title, reason, entities ON alert FOR EACH ROW
  WHEN (OLD.title IS DISTINCT FROM NEW.title OR OLD.reason IS DISTINCT FROM NEW.reason
    OR OLD.entities IS DISTINCT FROM NEW.entities)
  EXECUTE FUNCTION keep_alert_search();

INSERT INTO alert_search (alert_id, body) SELECT id, alert_search_body(title, reason, entities) FROM alert;

-- ---------------------------------------------------------------- orders, filters, counts
-- Each order leads with the status, so that a list over several statuses merges the first rows of each.
DROP INDEX alert_last_seen;
CREATE INDEX alert_last_seen ON alert (stream, status, last_seen DESC, id DESC);
CREATE INDEX alert_event_count ON alert (stream, status, event_count DESC, id DESC);

CREATE INDEX alert_assignee ON alert (stream, assignee, status, id DESC);
CREATE INDEX alert_verdict ON alert (stream, verdict, id DESC) WHERE verdict IS NOT NULL;
CREATE INDEX alert_acknowledged ON alert (stream, acknowledged_at) INCLUDE (created_at) WHERE acknowledged_at IS NOT NULL;
CREATE INDEX alert_resolved ON alert (stream, resolved_at) INCLUDE (created_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX alert_detectors ON alert USING gin (detectors) WITH (gin_pending_list_limit = 256);
CREATE INDEX alert_techniques ON alert USING gin (techniques) WITH (gin_pending_list_limit = 256);
CREATE INDEX alert_finding ON alert (stream, finding_key, id DESC);

-- The explanation of an alert is read one at a time; out of line, a list or a count reads a tenth of the pages. Counts
-- come from the indexes alone where vacuum has lately been: it comes after two in a hundred rows, not twenty.
ALTER TABLE alert SET (toast_tuple_target = 512, autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

-- ---------------------------------------------------------------- saved views
-- A view is the query part of the page's address with a name. Without an owner it is shared with everybody.
CREATE TABLE alert_view (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text REFERENCES "user" ON DELETE CASCADE,
  name text NOT NULL,
  query text NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX alert_view_name ON alert_view (owner, lower(name)) NULLS NOT DISTINCT;
