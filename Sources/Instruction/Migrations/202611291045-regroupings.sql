-- What changed which proposition contributions feed: some were moved to another, all of one were merged into another,
-- or one was split. The decisions that were made before are ended by its event, and last again once it is undone.
CREATE TABLE regrouping (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  kind TEXT NOT NULL CHECK (kind IN ('moved', 'merged', 'split')),
  from_proposition_id INTEGER64 NOT NULL REFERENCES proposition (id),
  to_proposition_id INTEGER64 NOT NULL REFERENCES proposition (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  made_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id),
  CHECK (from_proposition_id <> to_proposition_id)
);
CREATE UNIQUE INDEX regrouping_merged ON regrouping (from_proposition_id) WHERE kind = 'merged' AND ended_event_id IS NULL;
CREATE INDEX regrouping_event ON regrouping (event_id);
-- What an act ended lasts again once the act is undone.
CREATE INDEX decision_ended ON decision (ended_event_id) WHERE ended_event_id IS NOT NULL;
CREATE INDEX wording_ended ON wording (ended_event_id) WHERE ended_event_id IS NOT NULL;
CREATE INDEX proposition_ended ON proposition (ended_event_id) WHERE ended_event_id IS NOT NULL;
