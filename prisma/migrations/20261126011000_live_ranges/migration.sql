-- The Live page over any range, and of one source or class alone.

-- Events that reached a threshold, so that the realised rate of alerts is counted, not guessed from the histogram.
ALTER TABLE rollup ADD COLUMN flagged integer NOT NULL DEFAULT 0;

-- Roll-ups of parts of a stream: dimension 1 is a log source (key: its id), 2 an event class (key: its class_uid).
-- Resolutions 10, 60 and 3600 seconds; the histogram as in rollup.
CREATE TABLE rollup_part (
  stream smallint NOT NULL REFERENCES stream,
  dimension smallint NOT NULL CHECK (dimension IN (1, 2)),
  key integer NOT NULL,
  resolution integer NOT NULL,
  start timestamptz NOT NULL,
  n integer NOT NULL,
  flagged integer NOT NULL,
  alerts integer NOT NULL,
  histogram bytea NOT NULL,
  PRIMARY KEY (stream, dimension, key, resolution, start)
);
-- What merging and retention go by.
CREATE INDEX rollup_part_start ON rollup_part (resolution, start);

-- Offset below which every scored event is counted in rollup_part. Moves in the transaction that counts, so that the
-- next owner knows what is left to count.
CREATE TABLE rollup_part_head (
  stream smallint PRIMARY KEY REFERENCES stream,
  position bigint NOT NULL
);
INSERT INTO rollup_part_head (stream, position) SELECT stream, position FROM log_position;

-- Marks on the chart of any range.
CREATE INDEX alert_created ON alert (stream, created_at);

-- The first offset received at or after a moment; the head of the log where there is none yet. A search by halves over
-- the log's blocks, whose offsets and times grow together: some twenty looks into an index, whatever the log's length.
CREATE FUNCTION first_offset_at(p_stream smallint, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  low bigint := 0;
  high bigint;
  middle bigint;
  found_first bigint;
  found_n integer;
  found_received timestamptz;
BEGIN
  SELECT next INTO high FROM log_head WHERE stream = p_stream;
  WHILE low < coalesce(high, 0) LOOP
    middle := (low + high) / 2;
    SELECT first, n, received INTO found_first, found_n, found_received
      FROM block WHERE stream = p_stream AND first <= middle ORDER BY first DESC LIMIT 1;
    IF found_first IS NULL THEN
      -- Retention has dropped what was there.
      low := middle + 1;
    ELSIF found_received >= p_at THEN
      high := found_first;
    ELSE
      low := greatest(found_first + found_n, middle + 1);
    END IF;
  END LOOP;
  RETURN coalesce(low, 0);
END $$;
