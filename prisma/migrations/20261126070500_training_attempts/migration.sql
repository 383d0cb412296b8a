-- How many trainers have taken it up without coming to its end.
ALTER TABLE trained_model ADD COLUMN attempts integer NOT NULL DEFAULT 0;
