-- An instructor takes a sheet out of the catalogue, with a reason that stays where it was; once that has ended the sheet
-- is back, as it was.
CREATE TABLE sheet_removal (
  id IDENTIFIER,
  sheet_id INTEGER64 NOT NULL REFERENCES sheet (id),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  removed_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX sheet_removal_live ON sheet_removal (sheet_id) WHERE ended_event_id IS NULL;
