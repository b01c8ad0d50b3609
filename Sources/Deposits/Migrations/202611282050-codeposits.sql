-- An organisation that deposits with the one that leads: invited, then confirmed by somebody who holds its own mandate.
CREATE TABLE codeposit (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  -- What is deposited together: the draft, then the contribution that it has become.
  draft_id INTEGER64 REFERENCES draft (id),
  contribution_id INTEGER64 REFERENCES contribution (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  invited_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  invited_at INSTANT NOT NULL,
  accepted_event_id INTEGER64 REFERENCES journal (id),
  accepted_at INSTANT,
  ended_event_id INTEGER64 REFERENCES journal (id),
  outcome TEXT CHECK (outcome IN ('declined', 'taken-back', 'left', 'lapsed')),
  CHECK ((draft_id IS NULL) <> (contribution_id IS NULL)),
  CHECK ((accepted_event_id IS NULL) = (accepted_at IS NULL)),
  CHECK ((ended_event_id IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX codeposit_draft ON codeposit (draft_id, organisation_id)
  WHERE ended_event_id IS NULL AND draft_id IS NOT NULL;
CREATE UNIQUE INDEX codeposit_contribution ON codeposit (contribution_id, organisation_id)
  WHERE ended_event_id IS NULL AND contribution_id IS NOT NULL;
CREATE INDEX codeposit_organisation ON codeposit (organisation_id) WHERE ended_event_id IS NULL;
CREATE INDEX codeposit_accepted ON codeposit (accepted_event_id) WHERE accepted_event_id IS NOT NULL;
CREATE INDEX codeposit_ended ON codeposit (ended_event_id) WHERE ended_event_id IS NOT NULL;
