-- What an organisation says with its support; a later statement ends the one before it.
CREATE TABLE support_statement (
  id IDENTIFIER,
  support_id INTEGER64 NOT NULL REFERENCES support (id),
  -- What it would do with it.
  purpose TEXT NOT NULL CHECK (length(purpose) <= 1000),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  -- Ready to experiment, ready to co-carry.
  experiments FLAG NOT NULL CHECK (experiments IN (0, 1)),
  co_carries FLAG NOT NULL CHECK (co_carries IN (0, 1)),
  made_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX support_statement_live ON support_statement (support_id) WHERE ended_event_id IS NULL;
