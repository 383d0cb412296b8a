-- Flood mode: while alerts come faster than people can read, what is alike is folded into one alert with exact counts.
-- An alert then stands for many origins, which are kept one by one beside it, so that a million decoys are a few dozen
-- rows with the eleven indexes of table alert, and nothing is dropped.
ALTER TABLE alert
  ADD COLUMN likeness text NOT NULL DEFAULT '',
  ADD COLUMN entity_group text,
  ADD COLUMN flood integer,
  ADD COLUMN origin_count integer NOT NULL DEFAULT 1;
CREATE INDEX alert_flood ON alert (stream, flood, id) WHERE flood IS NOT NULL;

-- When a flood began and ended, by the time of its events. The record of it that nobody can change is in audit_entry.
CREATE TABLE flood (
  stream smallint NOT NULL REFERENCES stream,
  number integer NOT NULL,
  began_at timestamptz(6) NOT NULL,
  began_offset bigint NOT NULL,
  ended_at timestamptz(6),
  ended_offset bigint,
  in_minute integer NOT NULL,
  in_quarter integer NOT NULL,
  usual double precision NOT NULL,
  findings bigint NOT NULL DEFAULT 0,
  folded bigint NOT NULL DEFAULT 0,
  origins integer,
  rows integer,
  recorded_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (stream, number)
);

-- What scoring remembers of the rate of findings, committed with the position that it is of.
CREATE TABLE flood_watch (
  stream smallint PRIMARY KEY REFERENCES stream,
  state jsonb NOT NULL
);

-- Whom a folded alert stands for. Few columns change and none of them is indexed, so that an update stays in its page.
CREATE TABLE alert_origin (
  alert_id bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  entity_id bigint NOT NULL,
  name text NOT NULL,
  event_count integer NOT NULL,
  first_seen timestamptz(6) NOT NULL,
  last_seen timestamptz(6) NOT NULL,
  margin double precision NOT NULL,
  event_id bigint NOT NULL,
  PRIMARY KEY (alert_id, entity_id)
) WITH (fillfactor = 80);
CREATE INDEX alert_origin_entity ON alert_origin (entity_id);

CREATE TABLE alert_source (
  alert_id bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  source integer NOT NULL,
  event_count integer NOT NULL,
  PRIMARY KEY (alert_id, source)
);
