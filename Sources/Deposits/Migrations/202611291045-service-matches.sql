-- A service that could meet a need: proposed by an organisation, or by whoever instructs; confirmed, or ended.
CREATE TABLE service_match (
  id IDENTIFIER,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  sheet_id INTEGER64 NOT NULL REFERENCES sheet (id),
  -- Who proposed it; nothing where an instructor did.
  organisation_id INTEGER64 REFERENCES organisation (id),
  proposed_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  proposed_at INSTANT NOT NULL,
  confirmed_event_id INTEGER64 REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id),
  -- An instructor has set it aside: it is not suggested again.
  is_dismissed FLAG NOT NULL,
  CHECK (is_dismissed = 0 OR ended_event_id IS NOT NULL)
);
CREATE UNIQUE INDEX service_match_live ON service_match (contribution_id, sheet_id) WHERE ended_event_id IS NULL;
CREATE INDEX service_match_sheet ON service_match (sheet_id) WHERE ended_event_id IS NULL;
