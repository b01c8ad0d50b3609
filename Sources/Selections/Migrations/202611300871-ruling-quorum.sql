-- Safe while a vote is open: one more column of what a committee decides once the vote is counted.
-- The quorum under which it was decided: that of the committee may change afterwards.
ALTER TABLE ruling ADD COLUMN quorum INTEGER64 CHECK (quorum BETWEEN 1 AND 100);
UPDATE ruling SET quorum = (SELECT committee.quorum FROM committee WHERE committee.id = ruling.committee_id);
