-- A guarded notify: what reaches it from people, what it draws and asks, and how it stands.

-- Which guard made a move, and where its anchor was if that moved along.
ALTER TABLE threshold_change ADD COLUMN guard integer, ADD COLUMN old_anchor double precision;
CREATE INDEX threshold_change_guard ON threshold_change (stream, version DESC) WHERE guard IS NOT NULL;

-- As policies are: written by people or jobs, taken up by scoring at an offset, in the order of `number`, and folded again
-- with the log from then on. `request` is what was asked, `payload` what was taken up of it, `answer` what came of it.
CREATE TABLE guard_input (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  kind text NOT NULL CHECK (kind IN ('start', 'canaries', 'alert', 'spotCheck', 'decision', 'rollBack')),
  request jsonb NOT NULL,
  actor text NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT now(),
  number integer,
  active_from bigint,
  taken_at timestamptz(6),
  payload jsonb,
  answer jsonb,
  CHECK ((number IS NULL) = (active_from IS NULL) AND (number IS NULL) = (payload IS NULL))
);
CREATE UNIQUE INDEX guard_input_number ON guard_input (stream, number) WHERE number IS NOT NULL;
CREATE INDEX guard_input_waiting ON guard_input (stream, id) WHERE number IS NULL;
-- What an earlier verdict on the same alert or spot check did.
CREATE INDEX guard_input_subject ON guard_input (stream, kind, (request ->> 'id'), number DESC) WHERE number IS NOT NULL;

CREATE TABLE spot_check (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  event_id bigint NOT NULL,
  received timestamptz(6) NOT NULL,
  guard integer NOT NULL,
  time timestamptz(6) NOT NULL,
  summary text NOT NULL,
  origin text NOT NULL,
  network text,
  margin double precision NOT NULL,
  score double precision NOT NULL,
  notify double precision NOT NULL,
  chance double precision NOT NULL,
  near boolean NOT NULL,
  drawn_at timestamptz(6) NOT NULL DEFAULT now(),
  due_at timestamptz(6) NOT NULL,
  verdict text CHECK (verdict IN ('benign', 'attack', 'unknown')),
  judged_by text,
  judged_at timestamptz(6),
  reason text
);
CREATE UNIQUE INDEX spot_check_event ON spot_check (stream, event_id);
CREATE INDEX spot_check_open ON spot_check (stream, id DESC) WHERE verdict IS NULL;
CREATE INDEX spot_check_judged ON spot_check (stream, id DESC) WHERE verdict IS NOT NULL;

-- A wish of the guard, and the change request that people decide on.
CREATE TABLE guard_request (
  stream smallint NOT NULL REFERENCES stream,
  guard integer NOT NULL,
  number integer NOT NULL,
  active_from bigint NOT NULL,
  change_request bigint NOT NULL,
  told boolean NOT NULL DEFAULT false,
  PRIMARY KEY (stream, guard, number)
);

-- How the guard stands, for screens; written beside scoring once a few seconds.
CREATE TABLE guard_view (
  stream smallint PRIMARY KEY REFERENCES stream,
  guard integer NOT NULL,
  body jsonb NOT NULL,
  written_at timestamptz(6) NOT NULL DEFAULT now()
);
