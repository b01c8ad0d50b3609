-- What was proposed to the committee and found no majority: the minutes tell it. What was noted by mistake has an end.
CREATE TABLE rejected_ruling (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  sitting_id INTEGER64 NOT NULL REFERENCES sitting (id),
  proposition_id INTEGER64 NOT NULL REFERENCES proposition (id),
  list TEXT NOT NULL CHECK (list IN ('develop', 'scale-up', 'none')),
  -- In euros.
  amount INTEGER64 NOT NULL CHECK (amount >= 0),
  pros INTEGER64 NOT NULL CHECK (pros >= 0),
  cons INTEGER64 NOT NULL CHECK (cons >= 0),
  abstained INTEGER64 NOT NULL CHECK (abstained >= 0),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  made_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE INDEX rejected_ruling_sitting ON rejected_ruling (sitting_id, id);
