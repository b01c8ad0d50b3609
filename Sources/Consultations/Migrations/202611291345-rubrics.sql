-- How a rubric invites people in a consultation. Another setting is another row; a text that is empty is as usual.
CREATE TABLE rubric_invitation (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  rubric TEXT NOT NULL CHECK (rubric IN ('need', 'service')),
  title TEXT NOT NULL CHECK (length(title) <= 80),
  title_english TEXT NOT NULL CHECK (length(title_english) <= 80),
  lead TEXT NOT NULL CHECK (length(lead) <= 300),
  lead_english TEXT NOT NULL CHECK (length(lead_english) <= 300),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  established_at INSTANT NOT NULL
);
CREATE INDEX rubric_invitation_consultation ON rubric_invitation (consultation_id, rubric, id);
