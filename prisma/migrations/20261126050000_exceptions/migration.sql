-- Which exception of its policy kept an event out of the band it reached: its place from 1, 0 where none did.
ALTER TABLE event ADD COLUMN excepted smallint NOT NULL DEFAULT 0;

-- How much each exception has covered, counted in the transaction that scores; by its id, across versions of the policy.
CREATE TABLE exception_use (
  stream smallint NOT NULL,
  exception text NOT NULL,
  events bigint NOT NULL,
  first_offset bigint NOT NULL,
  last_offset bigint NOT NULL,
  last_time timestamptz(6) NOT NULL,
  PRIMARY KEY (stream, exception)
);

-- A draft in shadow: from when, and from which offset on, people watch what it would have done; and who put it there.
ALTER TABLE policy_draft ADD COLUMN shadow_since timestamptz(6), ADD COLUMN shadow_from bigint, ADD COLUMN shadow_by text;
