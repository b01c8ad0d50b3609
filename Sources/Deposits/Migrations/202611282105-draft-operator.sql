-- The operator that began a draft for one of its members; none where the member itself did.
ALTER TABLE draft ADD COLUMN operator_id INTEGER64 REFERENCES organisation (id);
