-- A guarded notify may be put elsewhere by hand, within its rails: lower by one person, higher by two.
ALTER TABLE guard_input DROP CONSTRAINT guard_input_kind_check;
ALTER TABLE guard_input ADD CONSTRAINT guard_input_kind_check
  CHECK (kind IN ('start', 'canaries', 'alert', 'spotCheck', 'decision', 'rollBack', 'byHand'));
