-- The committee of a consultation. What it may spend is the envelope that the opening of the vote froze; `spent` is the
-- sum of the amounts of its rulings that hold.
CREATE TABLE committee (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL UNIQUE REFERENCES consultation (id),
  vote_id INTEGER64 NOT NULL UNIQUE REFERENCES vote (id),
  -- How many of its bodies must be able to decide an item.
  quorum INTEGER64 NOT NULL CHECK (quorum BETWEEN 1 AND 100),
  envelope INTEGER64 NOT NULL CHECK (envelope >= 1),
  spent INTEGER64 NOT NULL CHECK (spent BETWEEN 0 AND envelope),
  -- The version of the Rules whose criteria hold.
  rules_version INTEGER64 NOT NULL,
  made_event_id INTEGER64 NOT NULL REFERENCES journal (id)
);

-- Who sits in it, and for which body; no mandate is needed.
CREATE TABLE committee_seat (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  committee_id INTEGER64 NOT NULL REFERENCES committee (id),
  organisation_id INTEGER64 REFERENCES organisation (id),
  -- As it is told: « Association des maires », « Personne qualifiée ».
  body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 150),
  mail TEXT NOT NULL,
  person_id INTEGER64 REFERENCES person (id),
  rank TEXT NOT NULL CHECK (rank IN ('titular', 'deputy')),
  -- Of a deputy: in whose place.
  titular_id INTEGER64 REFERENCES committee_seat (id),
  is_chair FLAG NOT NULL,
  invited_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  invited_at INSTANT NOT NULL,
  letters INTEGER64 NOT NULL CHECK (letters >= 1),
  accepted_event_id INTEGER64 REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id),
  CHECK ((rank = 'deputy') = (titular_id IS NOT NULL)),
  CHECK (is_chair = 0 OR rank = 'titular')
);
CREATE UNIQUE INDEX committee_seat_chair ON committee_seat (committee_id) WHERE is_chair = 1 AND ended_event_id IS NULL;
CREATE UNIQUE INDEX committee_seat_person ON committee_seat (committee_id, person_id)
  WHERE person_id IS NOT NULL AND ended_event_id IS NULL;
CREATE INDEX committee_seat_mine ON committee_seat (person_id);

-- What a seat says of a proposition: its own until its grades are sent.
CREATE TABLE grade_sheet (
  id IDENTIFIER,
  seat_id INTEGER64 NOT NULL REFERENCES committee_seat (id),
  proposition_id INTEGER64 NOT NULL REFERENCES proposition (id),
  comment TEXT NOT NULL CHECK (length(comment) <= 2000),
  saved_at INSTANT NOT NULL,
  UNIQUE (seat_id, proposition_id)
);
CREATE TABLE grade (
  id IDENTIFIER,
  sheet_id INTEGER64 NOT NULL REFERENCES grade_sheet (id),
  -- The place of the criterion in the Rules, from 1.
  criterion INTEGER64 NOT NULL CHECK (criterion >= 1),
  value INTEGER64 NOT NULL CHECK (value BETWEEN 0 AND 5),
  UNIQUE (sheet_id, criterion)
);
CREATE TABLE grade_sending (
  id IDENTIFIER,
  seat_id INTEGER64 NOT NULL UNIQUE REFERENCES committee_seat (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  sent_at INSTANT NOT NULL
);

-- A seat stands aside of a proposition, besides those that its body deposited.
CREATE TABLE committee_recusal (
  id IDENTIFIER,
  seat_id INTEGER64 NOT NULL REFERENCES committee_seat (id),
  proposition_id INTEGER64 NOT NULL REFERENCES proposition (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  declared_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX committee_recusal_live ON committee_recusal (seat_id, proposition_id) WHERE ended_event_id IS NULL;

-- A meeting, and the item at which it is.
CREATE TABLE sitting (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  committee_id INTEGER64 NOT NULL REFERENCES committee (id),
  place TEXT NOT NULL CHECK (length(place) BETWEEN 1 AND 150),
  current_id INTEGER64 REFERENCES proposition (id),
  opened_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  opened_at INSTANT NOT NULL,
  closed_event_id INTEGER64 REFERENCES journal (id),
  closed_at INSTANT,
  CHECK ((closed_event_id IS NULL) = (closed_at IS NULL))
);
CREATE UNIQUE INDEX sitting_open ON sitting (committee_id) WHERE closed_event_id IS NULL;

-- Who is there, from which item on; the last row of a seat holds.
CREATE TABLE presence (
  id IDENTIFIER,
  sitting_id INTEGER64 NOT NULL REFERENCES sitting (id),
  seat_id INTEGER64 NOT NULL REFERENCES committee_seat (id),
  state TEXT NOT NULL CHECK (state IN ('present', 'remote', 'excused', 'left')),
  -- The item at which it was said; null before the first.
  proposition_id INTEGER64 REFERENCES proposition (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  said_at INSTANT NOT NULL
);
CREATE INDEX presence_sitting ON presence (sitting_id, seat_id, id);

-- What the committee decided of a proposition.
CREATE TABLE ruling (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  committee_id INTEGER64 NOT NULL REFERENCES committee (id),
  sitting_id INTEGER64 NOT NULL REFERENCES sitting (id),
  proposition_id INTEGER64 NOT NULL REFERENCES proposition (id),
  list TEXT NOT NULL CHECK (list IN ('develop', 'scale-up', 'none')),
  -- In euros.
  amount INTEGER64 NOT NULL CHECK (amount >= 0),
  -- Published where it goes against the vote; in the minutes otherwise.
  reason TEXT NOT NULL CHECK (length(reason) <= 4000),
  goes_against FLAG NOT NULL,
  -- Whether the chair's voice settled a tie.
  is_casting FLAG NOT NULL,
  -- What is left of the envelope after it.
  remains INTEGER64 NOT NULL CHECK (remains >= 0),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  made_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id),
  CHECK ((list = 'none') = (amount = 0)),
  CHECK (goes_against = 0 OR length(reason) > 0)
);
CREATE UNIQUE INDEX ruling_live ON ruling (committee_id, proposition_id) WHERE ended_event_id IS NULL;

CREATE TABLE ruling_voice (
  id IDENTIFIER,
  ruling_id INTEGER64 NOT NULL REFERENCES ruling (id),
  seat_id INTEGER64 NOT NULL REFERENCES committee_seat (id),
  voice TEXT NOT NULL CHECK (voice IN ('for', 'against', 'abstained', 'aside')),
  is_remote FLAG NOT NULL,
  UNIQUE (ruling_id, seat_id)
);

-- The minutes: written while `signed_at` is null, then frozen with their document.
CREATE TABLE minutes (
  id IDENTIFIER,
  committee_id INTEGER64 NOT NULL UNIQUE REFERENCES committee (id),
  opening TEXT NOT NULL CHECK (length(opening) <= 20000),
  closing TEXT NOT NULL CHECK (length(closing) <= 20000),
  edited_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  signed_event_id INTEGER64 REFERENCES journal (id),
  signed_at INSTANT,
  -- What was signed; its SHA-256 is in the public log.
  document TEXT,
  pdf_size INTEGER64,
  publishes_at INSTANT,
  published_event_id INTEGER64 REFERENCES journal (id),
  published_at INSTANT,
  -- Letters are written to organisations in the order of their numbers: how far that is.
  told_through INTEGER64 NOT NULL,
  is_told FLAG NOT NULL,
  CHECK ((signed_at IS NULL) = (document IS NULL)),
  CHECK (published_at IS NULL OR signed_at IS NOT NULL)
);
CREATE TABLE minutes_piece (
  id IDENTIFIER,
  minutes_id INTEGER64 NOT NULL REFERENCES minutes (id),
  number INTEGER64 NOT NULL,
  bytes BYTES NOT NULL,
  UNIQUE (minutes_id, number)
);
