-- A model that finds less, and a playbook that does more by itself or tells people less, let more through as well.
ALTER TABLE change_request DROP CONSTRAINT change_request_kind_check;
ALTER TABLE change_request ADD CONSTRAINT change_request_kind_check CHECK (
  kind IN ('policy.publish', 'threshold.guard', 'protected.shorten', 'model.promote', 'model.rollBack', 'playbook.change')
);
