-- Safe while a vote is open: two columns, empty for the votes that are there.
-- The codes of the departments and regions to which the roll is limited, parted by spaces; all where both are empty.
ALTER TABLE vote ADD COLUMN departments TEXT NOT NULL DEFAULT '';
ALTER TABLE vote ADD COLUMN regions TEXT NOT NULL DEFAULT '';
