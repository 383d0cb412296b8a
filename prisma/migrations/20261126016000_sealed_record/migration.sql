-- The record is sealed: one sealer gives each committed entry the next seal number and chains it to the entry before.
-- Ids come from a sequence and may commit out of their order; seal numbers are given only to what is visible and has
-- none, so nothing is passed over and nothing can come in before what is sealed.
ALTER TABLE audit_entry ADD COLUMN seal bigint CHECK (seal > 0);
-- What the sealer looks for, each second: an index of the few that wait.
CREATE INDEX audit_entry_unsealed ON audit_entry (id) WHERE seal IS NULL;
-- Two sealers that overlap after all cannot both give a number.
CREATE UNIQUE INDEX audit_entry_seal ON audit_entry (seal);

-- Filters of the list, each newest first.
CREATE INDEX audit_entry_actor ON audit_entry (actor, id);
CREATE INDEX audit_entry_action ON audit_entry (action text_pattern_ops, id);
CREATE INDEX audit_entry_outcome ON audit_entry (id) WHERE outcome <> 'success';
CREATE INDEX audit_entry_at ON audit_entry (at, id);

-- The words of an entry, for searching by their beginnings. Splits at everything that is no letter or digit, since the
-- parser would otherwise take `alert.resolve` for the name of a host and keep it whole.
CREATE FUNCTION audit_words(p_actor text, p_action text, p_resource text, p_address text, p_before jsonb, p_after jsonb)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT to_tsvector('simple'::regconfig, regexp_replace(
    left(concat_ws(' ', p_actor, p_action, p_resource, p_address, p_before::text, p_after::text), 50000),
    '[^[:alnum:]]+', ' ', 'g'))
$$;
CREATE INDEX audit_entry_words ON audit_entry USING gin (audit_words(actor, action, resource, address, before, after));

-- Keys that sign roots. The private half is not in the database.
CREATE TABLE audit_key (
  id text PRIMARY KEY,
  public_key text NOT NULL,
  since timestamptz NOT NULL DEFAULT now()
);

-- A signature over the chain as it stood at a seal number.
CREATE TABLE audit_root (
  seal bigint PRIMARY KEY REFERENCES audit_entry (seal),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  -- As it was signed.
  at text NOT NULL,
  key_id text NOT NULL REFERENCES audit_key,
  signature bytea NOT NULL
);

-- Whoever can write rows must not be able to rewrite the record, the owner of the tables included. A trigger can be
-- dropped by that owner, but not unseen: what was changed then no longer fits its hash.
CREATE FUNCTION keep_audit_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.seal IS NOT NULL OR NEW.hash IS NOT NULL OR NEW.previous_hash IS NOT NULL THEN
      RAISE EXCEPTION 'An audit entry is written without a seal.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.seal IS NULL AND NEW.seal IS NOT NULL
    AND length(NEW.hash) = 32 AND length(NEW.previous_hash) = 32
    AND (OLD.id, OLD.at, OLD.actor_kind, OLD.actor, OLD.address, OLD.action, OLD.resource, OLD.outcome,
      OLD.before::text, OLD.after::text, OLD.request_id)
    IS NOT DISTINCT FROM (NEW.id, NEW.at, NEW.actor_kind, NEW.actor, NEW.address, NEW.action, NEW.resource, NEW.outcome,
      NEW.before::text, NEW.after::text, NEW.request_id)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The audit record is written once: % is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER keep_audit_entry BEFORE INSERT OR UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION keep_audit_entry();

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'The audit record is written once: % is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER keep_audit_key BEFORE UPDATE OR DELETE ON audit_key
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER keep_audit_root BEFORE UPDATE OR DELETE ON audit_root
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER keep_audit_entries BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER keep_audit_keys BEFORE TRUNCATE ON audit_key
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER keep_audit_roots BEFORE TRUNCATE ON audit_root
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- Where the application's role is not the owner, it has not even the right to try.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'tideline') AND current_user <> 'tideline' THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry, audit_key, audit_root FROM tideline;
    GRANT UPDATE (seal, previous_hash, hash) ON audit_entry TO tideline;
  END IF;
END $$;
