-- A clock an hour ahead had its events placed by receipt and so looked right: what was not used is told apart.
ALTER TABLE source_standing ADD COLUMN clock_unused real NOT NULL DEFAULT 0;
