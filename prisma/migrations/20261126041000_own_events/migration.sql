-- What Tideline itself has to tell the log of a stream, such as that somebody let more through: written in the
-- transaction of what it tells of, sent to the log after it, and sent again where nobody knows whether it was. The log
-- takes it once, by its id.
CREATE TABLE own_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  -- The record as the log gets it, in OCSF.
  body jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  -- Why the log did not take it.
  problem text
);
CREATE INDEX own_event_waiting ON own_event (id) WHERE sent_at IS NULL;
