-- First light: streams, the block log, scores, alerts, people.
-- Tables that grow with traffic are partitioned by stream and, inside it, by the day of ingest, so that retention and
-- the removal of a stream drop partitions instead of deleting rows.

CREATE TABLE stream (
  id smallint PRIMARY KEY,
  name text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- ---------------------------------------------------------------- the log
-- The counter is a row: it is locked until the append commits and rolled back with it, so offsets have no holes.
CREATE TABLE log_head (
  stream smallint PRIMARY KEY REFERENCES stream,
  next bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 10);

-- Where scoring stands, and who owns it: the lease is in database time, the fence grows with each owner.
CREATE TABLE log_position (
  stream smallint PRIMARY KEY REFERENCES stream,
  position bigint NOT NULL DEFAULT 0,
  checkpoint bigint NOT NULL DEFAULT 0,
  fence bigint NOT NULL DEFAULT 0,
  owner text,
  lease_until timestamptz
) WITH (fillfactor = 10);

CREATE TABLE block (
  stream smallint NOT NULL,
  first bigint NOT NULL,
  n integer NOT NULL,
  received timestamptz NOT NULL,
  cols bytea NOT NULL,
  raw bytea NOT NULL,
  -- Hashes of the real record ids in the block, 8 bytes each: what deduplication loads at start.
  record_ids bytea NOT NULL,
  PRIMARY KEY (stream, first, received)
) PARTITION BY LIST (stream);

-- One row per append and source: the left side of the ledger.
CREATE TABLE intake (
  stream smallint NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  received timestamptz NOT NULL,
  source integer NOT NULL,
  total integer NOT NULL,
  rejected integer NOT NULL,
  duplicate integer NOT NULL,
  accepted integer NOT NULL,
  PRIMARY KEY (stream, id, received)
) PARTITION BY LIST (stream);

-- Answers to requests with an Idempotency-Key; unpartitioned, kept 7 days.
CREATE TABLE receipt (
  stream smallint NOT NULL REFERENCES stream,
  key_id uuid NOT NULL,
  idempotency_key text NOT NULL,
  batch_id uuid NOT NULL,
  body_sha256 bytea NOT NULL,
  answer jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (stream, key_id, idempotency_key)
);
CREATE INDEX receipt_created_at ON receipt (created_at);

CREATE TABLE source (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  name text NOT NULL,
  format text NOT NULL,
  zone text NOT NULL DEFAULT 'UTC',
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (stream, name, format)
);

-- A few refused records of each source, for people to look at (newest 100 a source).
CREATE TABLE rejected_sample (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  source integer NOT NULL REFERENCES source,
  received timestamptz NOT NULL DEFAULT now(),
  reason text NOT NULL,
  head bytea NOT NULL
);
CREATE INDEX rejected_sample_source ON rejected_sample (source, id);

-- ---------------------------------------------------------------- scores
CREATE TABLE event (
  stream smallint NOT NULL,
  id bigint NOT NULL,
  received timestamptz NOT NULL,
  time timestamptz NOT NULL,
  time_adjusted boolean NOT NULL,
  source integer NOT NULL,
  class_uid integer NOT NULL,
  activity_id smallint NOT NULL,
  status_id smallint NOT NULL,
  severity_id smallint NOT NULL,
  user_id bigint,
  host_id bigint,
  src_id bigint,
  dst_id bigint,
  margin double precision NOT NULL,
  score double precision NOT NULL,
  confidence real NOT NULL,
  band smallint NOT NULL,
  policy_version integer NOT NULL,
  threshold_version integer NOT NULL,
  reference_version integer NOT NULL,
  summary text NOT NULL,
  PRIMARY KEY (id, received, stream)
) PARTITION BY LIST (stream);
CREATE INDEX event_time ON event (time, id);
CREATE INDEX event_user ON event (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX event_host ON event (host_id, id) WHERE host_id IS NOT NULL;
CREATE INDEX event_src ON event (src_id, id) WHERE src_id IS NOT NULL;
CREATE INDEX event_score ON event (score, id) WHERE score >= 50;

-- What one scoring transaction computed beside the rows: contributions and feature vectors as columns.
CREATE TABLE score_batch (
  stream smallint NOT NULL,
  first bigint NOT NULL,
  n integer NOT NULL,
  received timestamptz NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (stream, first, received)
) PARTITION BY LIST (stream);

-- 4,096 offsets each: margin, origin, source, band; what back-tests read.
CREATE TABLE score_block (
  stream smallint NOT NULL,
  block bigint NOT NULL,
  received timestamptz NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (stream, block, received)
) PARTITION BY LIST (stream);

-- Detector snapshots and frozen references, by the offset from which they hold.
CREATE TABLE artefact (
  stream smallint NOT NULL REFERENCES stream,
  kind text NOT NULL,
  version integer NOT NULL,
  "offset" bigint NOT NULL,
  body bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (stream, kind, version)
);

CREATE TABLE checkpoint (
  stream smallint NOT NULL REFERENCES stream,
  "offset" bigint NOT NULL,
  part integer NOT NULL,
  body bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (stream, "offset", part)
);

CREATE TABLE entity (
  stream smallint NOT NULL REFERENCES stream,
  id bigint NOT NULL,
  kind smallint NOT NULL,
  name text NOT NULL,
  first_offset bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (stream, id)
);
CREATE INDEX entity_name ON entity (stream, name text_pattern_ops);

CREATE TABLE dead_letter (
  stream smallint NOT NULL REFERENCES stream,
  "offset" bigint NOT NULL,
  source integer NOT NULL,
  received timestamptz NOT NULL,
  reason text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  replayed_at timestamptz,
  replayed_by text,
  PRIMARY KEY (stream, "offset")
);

-- What retention dropped, so that the ledger still adds up.
CREATE TABLE ledger_expired (
  stream smallint NOT NULL REFERENCES stream,
  day date NOT NULL,
  source integer NOT NULL,
  total bigint NOT NULL,
  rejected bigint NOT NULL,
  duplicate bigint NOT NULL,
  accepted bigint NOT NULL,
  scored bigint NOT NULL,
  dead_lettered bigint NOT NULL,
  PRIMARY KEY (stream, day, source)
);

-- Chart buckets: resolution in seconds (1, 60, 3600). The histogram is sparse over scores in steps of 0.1.
CREATE TABLE rollup (
  stream smallint NOT NULL REFERENCES stream,
  resolution integer NOT NULL,
  start timestamptz NOT NULL,
  n integer NOT NULL,
  alerts integer NOT NULL,
  histogram bytea NOT NULL,
  PRIMARY KEY (stream, resolution, start)
);

-- ---------------------------------------------------------------- policy and threshold
CREATE TABLE policy (
  stream smallint NOT NULL REFERENCES stream,
  version integer NOT NULL,
  body jsonb NOT NULL,
  reason text NOT NULL,
  author text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Set by the owner of scoring when it takes the version up.
  active_from bigint,
  activated_at timestamptz,
  PRIMARY KEY (stream, version)
);

CREATE TABLE threshold_change (
  stream smallint NOT NULL REFERENCES stream,
  version integer NOT NULL,
  "offset" bigint NOT NULL,
  policy_version integer NOT NULL,
  notify double precision,
  approve double precision,
  auto double precision,
  old_notify double precision,
  cause text NOT NULL,
  reason text NOT NULL,
  actor text NOT NULL,
  estimated boolean NOT NULL,
  inputs_digest text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (stream, version)
);
CREATE INDEX threshold_change_at ON threshold_change (stream, at);

-- ---------------------------------------------------------------- alerts
CREATE TABLE alert (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  finding_key text NOT NULL,
  title text NOT NULL,
  reason text NOT NULL,
  severity smallint NOT NULL,
  status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'in_progress', 'suppressed', 'resolved')),
  verdict text CHECK (verdict IN ('true_positive', 'false_positive', 'benign', 'undetermined')),
  verdict_reason text,
  assignee text,
  snoozed_until timestamptz,
  detectors text[] NOT NULL,
  techniques text[] NOT NULL,
  entities jsonb NOT NULL,
  entity_ids bigint[] NOT NULL,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  event_count integer NOT NULL,
  -- The event with the highest margin, and its explanation.
  event_id bigint NOT NULL,
  event_received timestamptz NOT NULL,
  margin double precision NOT NULL,
  score double precision NOT NULL,
  confidence real NOT NULL,
  threshold double precision NOT NULL,
  threshold_version integer NOT NULL,
  policy_version integer NOT NULL,
  contributions jsonb NOT NULL,
  features jsonb NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  acknowledged_at timestamptz,
  resolved_at timestamptz,
  CHECK ((status = 'resolved') = (verdict IS NOT NULL))
);
-- One open alert a finding: repeats join it.
CREATE UNIQUE INDEX alert_open_finding ON alert (stream, finding_key) WHERE status <> 'resolved';
CREATE INDEX alert_list ON alert (stream, status, id DESC);
CREATE INDEX alert_severity ON alert (stream, status, severity DESC, id DESC);
CREATE INDEX alert_score ON alert (stream, status, score DESC, id DESC);
CREATE INDEX alert_last_seen ON alert (stream, last_seen DESC, id DESC);
CREATE INDEX alert_entities ON alert USING gin (entity_ids);

-- The events behind an alert: the first hundred of each; all are counted.
CREATE TABLE alert_event (
  alert_id bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  event_id bigint NOT NULL,
  received timestamptz NOT NULL,
  time timestamptz NOT NULL,
  margin double precision NOT NULL,
  score double precision NOT NULL,
  summary text NOT NULL,
  PRIMARY KEY (alert_id, event_id)
);

-- One append-only row a change: who, when, what, why.
CREATE TABLE alert_activity (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  kind text NOT NULL,
  detail jsonb NOT NULL
);
CREATE INDEX alert_activity_alert ON alert_activity (alert_id, id);

-- ---------------------------------------------------------------- push
-- One row: the number is taken in the transaction that says something, so numbers are dense and in commit order.
CREATE TABLE push_head (
  id smallint PRIMARY KEY CHECK (id = 1),
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  next bigint NOT NULL DEFAULT 1
) WITH (fillfactor = 10);
INSERT INTO push_head (id) VALUES (1);

CREATE TABLE outbox (
  number bigint PRIMARY KEY,
  room text NOT NULL,
  stream smallint,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX outbox_at ON outbox (at);

-- ---------------------------------------------------------------- people, keys, record
CREATE TABLE "user" (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  role text NOT NULL DEFAULT 'viewer' CHECK (role IN ('viewer', 'analyst', 'responder', 'admin')),
  must_change_password boolean NOT NULL DEFAULT false,
  disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE session (
  id text PRIMARY KEY,
  expires_at timestamptz NOT NULL,
  token text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  ip_address text,
  user_agent text,
  user_id text NOT NULL REFERENCES "user" ON DELETE CASCADE
);
CREATE INDEX session_by_user ON session (user_id);

CREATE TABLE account (
  id text PRIMARY KEY,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  user_id text NOT NULL REFERENCES "user" ON DELETE CASCADE,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX account_user ON account (user_id);

CREATE TABLE verification (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verification_identifier ON verification (identifier);

CREATE TABLE rate_limit (
  id text PRIMARY KEY,
  key text NOT NULL UNIQUE,
  count integer NOT NULL,
  last_request bigint NOT NULL
);

CREATE TABLE api_key (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  stream smallint NOT NULL REFERENCES stream,
  name text NOT NULL,
  -- The first characters, to recognise a key by; the key itself is never stored.
  prefix text NOT NULL,
  hash bytea NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  loopback_only boolean NOT NULL DEFAULT false,
  records_per_second integer NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  revoked_at timestamptz
);

CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'key', 'system')),
  actor text NOT NULL,
  address text,
  action text NOT NULL,
  resource text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('attempt', 'success', 'failure')),
  before jsonb,
  after jsonb,
  request_id text,
  -- Filled by the sealer, which links entries in commit order.
  previous_hash bytea,
  hash bytea
);
CREATE INDEX audit_entry_resource ON audit_entry (resource, id);

-- ---------------------------------------------------------------- streams and days
-- The application's role owns no table, so what makes and drops partitions runs as the owner and takes only a stream
-- number and a day.
CREATE FUNCTION partitioned_tables() RETURNS text[] LANGUAGE sql IMMUTABLE AS
$$ SELECT ARRAY['block', 'intake', 'event', 'score_batch', 'score_block'] $$;

CREATE FUNCTION ensure_partitions(p_stream smallint, p_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  t text;
  leaf text;
BEGIN
  FOREACH t IN ARRAY partitioned_tables() LOOP
    leaf := format('%s_%s_%s', t, p_stream, to_char(p_day, 'YYYYMMDD'));
    IF to_regclass(leaf) IS NULL THEN
      -- Two processes may come here at once: the second finds it made.
      BEGIN
        EXECUTE format(
          'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
          leaf, format('%s_%s', t, p_stream), p_day::timestamp AT TIME ZONE 'UTC', (p_day + 1)::timestamp AT TIME ZONE 'UTC');
        IF t IN ('block', 'score_batch', 'score_block') THEN
          -- The bytes are compressed already, and the embedded server has only pglz.
          EXECUTE format('ALTER TABLE %I %s', leaf, CASE t
            WHEN 'block' THEN 'ALTER cols SET STORAGE EXTERNAL, ALTER raw SET STORAGE EXTERNAL, ALTER record_ids SET STORAGE EXTERNAL'
            ELSE 'ALTER body SET STORAGE EXTERNAL' END);
        END IF;
      EXCEPTION WHEN duplicate_table THEN NULL;
      END;
    END IF;
  END LOOP;
END $$;

CREATE FUNCTION add_stream(p_stream smallint, p_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  t text;
BEGIN
  INSERT INTO stream (id, name) VALUES (p_stream, p_name);
  INSERT INTO log_head (stream) VALUES (p_stream);
  INSERT INTO log_position (stream) VALUES (p_stream);
  FOREACH t IN ARRAY partitioned_tables() LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES IN (%s) PARTITION BY RANGE (received)',
      format('%s_%s', t, p_stream), t, p_stream);
  END LOOP;
END $$;

-- Drops one day of one stream from every partitioned table together. The caller has archived its ledger.
CREATE FUNCTION drop_partitions(p_stream smallint, p_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY partitioned_tables() LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I', format('%s_%s_%s', t, p_stream, to_char(p_day, 'YYYYMMDD')));
  END LOOP;
END $$;

SELECT add_stream(1::smallint, 'main');
SELECT add_stream(2::smallint, 'demo');
