-- Which contribution a draft corrected that is published or deleted: what somebody typed too late for it is kept apart by
-- its token, and holds words of that contribution.
CREATE TABLE ended_correction (
  token TEXT NOT NULL PRIMARY KEY,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id)
);
CREATE INDEX ended_correction_contribution ON ended_correction (contribution_id);
