-- The sheet of the catalogue that stands for a service which a contribution shares.
CREATE TABLE shared_service (
  id IDENTIFIER,
  contribution_id INTEGER64 NOT NULL UNIQUE REFERENCES contribution (id),
  sheet_id INTEGER64 NOT NULL REFERENCES sheet (id),
  -- The version of the contribution that the sheet has last taken, or that was left out of it.
  version INTEGER64 NOT NULL,
  event_id INTEGER64 NOT NULL REFERENCES journal (id)
);
CREATE INDEX shared_service_sheet ON shared_service (sheet_id);
