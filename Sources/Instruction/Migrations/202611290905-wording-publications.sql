-- A wording is prepared at the desk, and public once it is published: with a decision that feeds its proposition, or by
-- itself. Those of propositions that are public already are what everyone reads.
CREATE TABLE wording_publication (
  id IDENTIFIER,
  wording_id INTEGER64 NOT NULL UNIQUE REFERENCES wording (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  published_at INSTANT NOT NULL
);
CREATE INDEX wording_publication_event ON wording_publication (event_id);
INSERT INTO wording_publication (wording_id, event_id, published_at)
  SELECT wording.id, wording.event_id, wording.written_at FROM wording
  WHERE wording.ended_event_id IS NULL AND EXISTS (
    SELECT 1 FROM grouping JOIN decision ON decision.id = grouping.decision_id
    JOIN decision_publication ON decision_publication.decision_id = decision.id
    WHERE grouping.proposition_id = wording.proposition_id AND decision.ended_event_id IS NULL);
