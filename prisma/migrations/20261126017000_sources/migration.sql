-- What the page of sources shows is read from small tables; nothing here costs the way of an event anything.

-- Blocks and intake rows lie in the order of their times: such an index finds a period in them, has a few pages and
-- costs an append nothing.
CREATE INDEX block_received ON block USING brin (received) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX intake_received ON intake USING brin (received) WITH (pages_per_range = 16, autosummarize = on);

-- Intake rows added up by minute, by a job; what came after `source_cursor` is added up at each reading.
CREATE TABLE source_minute (
  stream smallint NOT NULL REFERENCES stream,
  source integer NOT NULL,
  minute timestamptz NOT NULL,
  received bigint NOT NULL,
  rejected bigint NOT NULL,
  duplicate bigint NOT NULL,
  accepted bigint NOT NULL,
  PRIMARY KEY (stream, source, minute)
);

-- Up to which intake row of a stream the minutes go; ids of a stream are in commit order.
CREATE TABLE source_cursor (
  stream smallint PRIMARY KEY REFERENCES stream,
  intake_id bigint NOT NULL DEFAULT 0
);
INSERT INTO source_cursor (stream) SELECT id FROM stream;

-- The last that was seen of a source: when something came, how far its own clock lay behind, and how it used to send.
CREATE TABLE source_standing (
  source integer PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  last_received timestamptz NOT NULL,
  last_event timestamptz,
  clock_lag_ms bigint,
  -- Over the day before: minutes in which something came, and the pause that 95 of 100 did not exceed.
  active_minutes integer NOT NULL DEFAULT 0,
  usual_gap_ms bigint,
  measured_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX source_standing_stream ON source_standing (stream);

-- ---------------------------------------------------------------- keys
ALTER TABLE api_key
  ADD COLUMN last_used_at timestamptz,
  ADD COLUMN last_used_address text;
CREATE INDEX api_key_list ON api_key (created_at DESC, id);

-- ---------------------------------------------------------------- dead letters
-- Those that wait for somebody, which is what the list shows first.
CREATE INDEX dead_letter_waiting ON dead_letter (stream, "offset" DESC) WHERE replayed_at IS NULL;
CREATE INDEX dead_letter_source ON dead_letter (stream, source, "offset" DESC);

-- ---------------------------------------------------------------- streams
-- `generation` grows each time a stream begins anew: who remembers anything of a stream remembers it of a generation.
-- A removal that was asked for and is not finished is taken up by the worker's job.
ALTER TABLE stream
  ADD COLUMN generation integer NOT NULL DEFAULT 1,
  ADD COLUMN traffic boolean NOT NULL DEFAULT true,
  ADD COLUMN removal jsonb,
  ADD COLUMN removed_at timestamptz;

-- A closed log takes nothing in. It is in the row that an append changes anyway.
ALTER TABLE log_head ADD COLUMN closed boolean NOT NULL DEFAULT false;

-- Drops every day of a stream from all partitioned tables. Only of one whose log is closed, and never of the real one.
CREATE FUNCTION drop_stream_partitions(p_stream smallint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  leaf regclass;
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM stream s JOIN log_head h ON h.stream = s.id WHERE s.id = p_stream AND s.name <> 'main' AND h.closed
  ) THEN
    RAISE EXCEPTION 'Stream % is open or the real one: its partitions stay.', p_stream USING ERRCODE = 'restrict_violation';
  END IF;
  FOR leaf IN
    SELECT i.inhrelid::regclass FROM unnest(partitioned_tables()) AS t
    JOIN pg_inherits i ON i.inhparent = to_regclass(format('%I', t || '_' || p_stream))
    ORDER BY i.inhrelid::regclass::text
  LOOP
    EXECUTE format('DROP TABLE %s', leaf);
  END LOOP;
END $$;
