-- What lets more through needs a second person: who asked for what, on what evidence, and what was decided.

CREATE TABLE change_request (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream smallint NOT NULL REFERENCES stream,
  kind text NOT NULL CHECK (kind IN ('policy.publish', 'threshold.guard', 'protected.shorten')),
  title text NOT NULL,
  reason text NOT NULL,
  payload jsonb NOT NULL,
  evidence jsonb NOT NULL,
  -- Of kind, payload and evidence: what people decide on is what they saw.
  digest text NOT NULL,
  -- Id of a person, their address and the session they asked in; null where Tideline itself asks.
  requested_by text,
  requested_name text NOT NULL,
  requested_session text,
  -- People beside whoever asked whose word it takes.
  needs smallint NOT NULL CHECK (needs BETWEEN 1 AND 2),
  -- How long it waits where there are too few who could decide.
  delay_seconds integer NOT NULL CHECK (delay_seconds >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- When it takes effect by itself; null while enough people can decide.
  not_before timestamptz,
  expires_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'refused', 'cancelled', 'expired')),
  closed_at timestamptz,
  closed_by text,
  -- In words: why it was refused or cancelled, or what became of it.
  outcome text,
  CHECK ((requested_by IS NULL) = (requested_session IS NULL)),
  CHECK ((state = 'open') = (closed_at IS NULL)),
  CHECK (expires_at > created_at)
);
CREATE INDEX change_request_list ON change_request (stream, state, id DESC);
CREATE INDEX change_request_open ON change_request (expires_at) WHERE state = 'open';
-- The same thing is asked for once at a time.
CREATE UNIQUE INDEX change_request_once ON change_request (stream, digest) WHERE state = 'open';

-- What was asked for never changes, and what was decided is never decided again: whatever the code does.
CREATE FUNCTION keep_change_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'Request % was decided: it is %.', OLD.id, OLD.state;
  END IF;
  IF (NEW.stream, NEW.kind, NEW.title, NEW.reason, NEW.payload, NEW.evidence, NEW.digest, NEW.requested_by,
      NEW.requested_name, NEW.requested_session, NEW.needs, NEW.delay_seconds)
    IS DISTINCT FROM (OLD.stream, OLD.kind, OLD.title, OLD.reason, OLD.payload, OLD.evidence, OLD.digest,
      OLD.requested_by, OLD.requested_name, OLD.requested_session, OLD.needs, OLD.delay_seconds) THEN
    RAISE EXCEPTION 'What request % asks for stays as it was seen.', OLD.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER change_request_stays BEFORE UPDATE ON change_request FOR EACH ROW EXECUTE FUNCTION keep_change_request();

-- One row a person: nobody has two voices.
CREATE TABLE change_request_decision (
  request_id bigint NOT NULL REFERENCES change_request ON DELETE CASCADE,
  user_id text NOT NULL,
  user_name text NOT NULL,
  session_id text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('approve', 'refuse')),
  reason text NOT NULL,
  digest text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (request_id, user_id)
);
CREATE TRIGGER change_request_decision_stays BEFORE UPDATE ON change_request_decision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Who had power over whose account, and when: people whom such acts of the last days connect count as one.
CREATE TABLE account_act (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor_id text NOT NULL,
  subject_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('created', 'role', 'disabled', 'enabled', 'password', 'factor')),
  -- The person could have decided on requests before it.
  could_decide boolean NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX account_act_at ON account_act (at);
CREATE TRIGGER account_act_stays BEFORE UPDATE ON account_act FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What happened before there was this table, from the record of changes.
INSERT INTO account_act (actor_id, subject_id, kind, could_decide, at)
SELECT actor.id, subject.id,
  CASE entry.action WHEN 'user.create' THEN 'created' WHEN 'invitation.accept' THEN 'created'
    WHEN 'user.resetPassword' THEN 'password' WHEN 'secondFactor.reset' THEN 'factor' ELSE 'role' END,
  false, entry.at
FROM audit_entry entry
JOIN "user" subject ON entry.resource = 'user:' || subject.email
JOIN "user" actor ON actor.email = CASE entry.action WHEN 'invitation.accept' THEN entry.after->>'invitedBy' ELSE entry.actor END
WHERE entry.outcome = 'success' AND entry.at > now() - interval '7 days' AND actor.id <> subject.id
  AND (entry.action IN ('user.create', 'user.resetPassword', 'secondFactor.reset', 'invitation.accept')
    OR entry.action = 'user.update' AND (entry.before->>'role' IS DISTINCT FROM entry.after->>'role'
      OR entry.before->>'disabled' IS DISTINCT FROM entry.after->>'disabled'));
