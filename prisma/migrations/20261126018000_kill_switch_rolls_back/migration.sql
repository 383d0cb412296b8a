-- Whether the kill switch was turned on to undo what holds. A call that is under way at that moment holds only once it
-- is answered: then it has to be undone too.
ALTER TABLE kill_switch ADD COLUMN rolls_back boolean NOT NULL DEFAULT false;
