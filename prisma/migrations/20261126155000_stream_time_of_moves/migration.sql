-- A move of a threshold happens at a place in the stream, whose clock (the latest effective time so far) may lie days behind
-- that of the wall: a replay plays at its own times. A guard counts its hours by that clock, so what is drawn beside it
-- needs it too. Null: before the stream's first event. Of older moves the time of the record is the best that is known.
ALTER TABLE threshold_change ADD COLUMN stream_at timestamptz;
UPDATE threshold_change SET stream_at = at;
CREATE INDEX threshold_change_stream_at ON threshold_change (stream, stream_at);
