-- Responses: what is done about alerts, who decided it, what became of it.

-- Playbooks ask which band an alert's worst event reached and of which class it was.
ALTER TABLE alert
  ADD COLUMN band smallint NOT NULL DEFAULT 1,
  ADD COLUMN class_uid integer NOT NULL DEFAULT 0;

-- Written by scoring when an alert is raised or comes into a higher band, taken up by whichever worker is free. The key
-- makes a second telling of the same thing fall away.
CREATE TABLE response_trigger (
  alert_id bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  band smallint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  PRIMARY KEY (alert_id, band)
);
CREATE INDEX response_trigger_open ON response_trigger (created_at) WHERE done_at IS NULL;

CREATE TABLE executor (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('webhook', 'dry_run', 'lab')),
  enabled boolean NOT NULL DEFAULT true,
  is_default boolean NOT NULL DEFAULT false,
  url text,
  -- The signing secret, encrypted with a key made from AUTH_SECRET.
  secret bytea,
  idempotent boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text NOT NULL,
  UNIQUE (stream, name),
  CHECK ((kind = 'webhook') = (url IS NOT NULL AND secret IS NOT NULL))
);
CREATE UNIQUE INDEX executor_default ON executor (stream) WHERE is_default;

CREATE TABLE playbook (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  version integer NOT NULL DEFAULT 1,
  body jsonb NOT NULL,
  author text NOT NULL,
  reason text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX playbook_stream ON playbook (stream, id);

CREATE TABLE playbook_version (
  playbook_id integer NOT NULL REFERENCES playbook ON DELETE CASCADE,
  version integer NOT NULL,
  body jsonb NOT NULL,
  author text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (playbook_id, version)
);

CREATE TABLE protected_entity (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Null protects it in every stream.
  stream smallint REFERENCES stream,
  kind text NOT NULL CHECK (kind IN ('address', 'user', 'host', 'message')),
  pattern text NOT NULL,
  reason text NOT NULL,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (stream, kind, pattern)
);

-- One row. Who starts a response holds a shared advisory lock while it reads it, so that nothing starts after it is on.
CREATE TABLE kill_switch (
  id smallint PRIMARY KEY CHECK (id = 1),
  is_on boolean NOT NULL DEFAULT false,
  moved_by text,
  moved_at timestamptz,
  reason text,
  stopped integer NOT NULL DEFAULT 0,
  rolling_back integer NOT NULL DEFAULT 0
);
INSERT INTO kill_switch (id) VALUES (1);

CREATE TABLE response (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  -- The id under which the executor knows it, in every call about it.
  action_id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  action text NOT NULL CHECK (action IN ('block_address', 'disable_account', 'isolate_host', 'quarantine_message')),
  target_kind text NOT NULL CHECK (target_kind IN ('address', 'user', 'host', 'message')),
  target_name text NOT NULL,
  target_role text NOT NULL,
  target_entity_id bigint,
  state text NOT NULL CHECK (state IN ('proposed', 'awaiting_approval', 'approved', 'executing', 'unknown', 'active',
    'expiring', 'rolled_back', 'verified', 'rejected', 'overridden', 'expired_undecided', 'blocked_by_guard', 'failed',
    'rollback_failed', 'cancelled', 'dry_run')),
  -- Which of the three lists shows it.
  tab text NOT NULL GENERATED ALWAYS AS (CASE
    WHEN state IN ('proposed', 'awaiting_approval', 'approved', 'executing', 'unknown') THEN 'pending'
    WHEN state IN ('active', 'expiring', 'rolled_back', 'rollback_failed') THEN 'active'
    ELSE 'history' END) STORED,
  reason text NOT NULL,
  alert_id bigint REFERENCES alert ON DELETE SET NULL,
  playbook_id integer REFERENCES playbook ON DELETE SET NULL,
  playbook_version integer,
  executor_id integer NOT NULL REFERENCES executor,
  executor_version integer NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  decide_by timestamptz,
  automatic boolean NOT NULL DEFAULT false,
  evidence jsonb NOT NULL,
  evidence_hash text NOT NULL,
  policy_version integer NOT NULL,
  blast_radius jsonb NOT NULL,
  max_active integer NOT NULL,
  max_per_hour integer NOT NULL,
  lease_seconds integer NOT NULL,
  lease_until timestamptz,
  active_since timestamptz,
  decision jsonb,
  -- The hash that the approval was given for; execution compares it once more.
  approved_hash text,
  guard jsonb,
  problem text,
  replaced_by bigint REFERENCES response,
  replaces bigint REFERENCES response,
  tries integer NOT NULL DEFAULT 0,
  -- When a worker has something to do with it; null while only a person can.
  due_at timestamptz,
  -- The worker that is busy with it: the number of an advisory lock that ends with its process.
  claimed_by integer,
  updated_at timestamptz NOT NULL DEFAULT now(),
  revision integer NOT NULL DEFAULT 1
);
-- A playbook proposes the same thing about the same alert once, however often it is asked.
CREATE UNIQUE INDEX response_once ON response (alert_id, playbook_id, action, target_kind, target_name)
  WHERE playbook_id IS NOT NULL;
CREATE INDEX response_list ON response (stream, tab, id DESC);
CREATE INDEX response_alert ON response (alert_id, id DESC);
CREATE INDEX response_due ON response (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX response_claimed ON response (claimed_by) WHERE claimed_by IS NOT NULL;
-- Nobody is blocked twice at the same time: the first lease to end would undo the second.
CREATE UNIQUE INDEX response_open_target ON response (stream, action, target_kind, target_name) WHERE tab <> 'history';
CREATE INDEX response_playbook ON response (playbook_id, proposed_at);

-- What happened to a response, one row a step. Rows are added and never changed.
CREATE TABLE response_step (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  response_id bigint NOT NULL REFERENCES response ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  event text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  reason text,
  evidence_hash text NOT NULL,
  detail jsonb NOT NULL
);
CREATE INDEX response_step_response ON response_step (response_id, id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are added and never changed.', TG_TABLE_NAME;
END $$;
CREATE TRIGGER response_step_stays BEFORE UPDATE ON response_step FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- One row a call, committed before the call is made: after a crash it says that something may have happened.
CREATE TABLE execution_attempt (
  response_id bigint NOT NULL REFERENCES response ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('execute', 'undo')),
  number integer NOT NULL,
  idempotent boolean NOT NULL,
  worker integer NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  outcome text CHECK (outcome IN ('done', 'refused', 'unknown')),
  detail text,
  PRIMARY KEY (response_id, kind, number)
);
-- At most once, whatever the code does: a second execution needs an executor that promises to take it for the first.
CREATE UNIQUE INDEX execution_attempt_once ON execution_attempt (response_id) WHERE kind = 'execute' AND NOT idempotent;
CREATE INDEX execution_attempt_started ON execution_attempt (started_at) WHERE kind = 'execute';

-- ---------------------------------------------------------------- the demonstration's network
-- What holds in it now, by the action that made it so.
CREATE TABLE lab_measure (
  action_id uuid PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  action text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  since timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX lab_measure_stream ON lab_measure (stream, since);

CREATE TABLE demo_attack (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  story text NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now()
);
