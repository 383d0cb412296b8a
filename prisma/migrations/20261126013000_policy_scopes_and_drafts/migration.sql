-- Policies with scopes, and drafts that several people see.

-- What each scope's thresholds were after the change: [{id, name, notify, approve, auto}] as margins, null = off.
ALTER TABLE threshold_change ADD COLUMN scopes jsonb NOT NULL DEFAULT '[]';

-- Name of the scope that judged the alert's worst event, as it was called then; null where none fitted.
ALTER TABLE alert ADD COLUMN scope text;

-- A policy that is being written. The body is what will be published, without a version; it may still be wrong in
-- places, so that nothing typed is lost.
CREATE TABLE policy_draft (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  name text NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'published', 'discarded')),
  -- The version it was begun from, or was brought up to since.
  based_on integer NOT NULL,
  -- The version whose thresholds it brings back, where it began as that.
  restores integer,
  body jsonb NOT NULL,
  reason text NOT NULL DEFAULT '',
  author text NOT NULL,
  updated_by text NOT NULL,
  -- Grows with every change; sent back with a change, so that nobody overwrites unseen.
  revision integer NOT NULL DEFAULT 1,
  published_version integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((state = 'published') = (published_version IS NOT NULL))
);
CREATE INDEX policy_draft_list ON policy_draft (stream, state, id DESC);
