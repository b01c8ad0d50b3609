-- The vote of a consultation, prepared while `opened_at` is null, then frozen.
CREATE TABLE vote (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL UNIQUE REFERENCES consultation (id),
  ballot TEXT NOT NULL CHECK (ballot IN ('approval', 'budget')),
  most INTEGER64 NOT NULL CHECK (most BETWEEN 1 AND 1000),
  budget INTEGER64 NOT NULL CHECK (budget BETWEEN 1 AND 1000000000000),
  rule TEXT NOT NULL CHECK (rule IN ('approval', 'greedy', 'mes-greedy')),
  utility TEXT NOT NULL CHECK (utility IN ('cost', 'cardinality', 'none')),
  ties TEXT NOT NULL CHECK (ties IN ('identifier', 'lots')),
  minimum INTEGER64 NOT NULL CHECK (minimum >= 1),
  -- The public draw that settles ties, and how many numbers it gives.
  draw TEXT NOT NULL CHECK (length(draw) <= 400),
  draw_numbers INTEGER64 NOT NULL CHECK (draw_numbers BETWEEN 0 AND 20),
  prepared_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  opened_event_id INTEGER64 REFERENCES journal (id),
  opened_at INSTANT,
  -- The first instant at which no ballot is taken; an incident alone moves it.
  closes_at INSTANT,
  closed_event_id INTEGER64 REFERENCES journal (id),
  closed_at INSTANT,
  counted_event_id INTEGER64 REFERENCES journal (id),
  counted_at INSTANT,
  -- Of the public log: its first line, how many leaves it has, the instant of the last, how many a head covers.
  origin TEXT NOT NULL,
  leaves INTEGER64 NOT NULL,
  last_at INSTANT NOT NULL,
  sealed INTEGER64 NOT NULL,
  CHECK ((rule = 'approval') = (utility = 'none')),
  CHECK ((opened_at IS NULL) = (closes_at IS NULL)),
  CHECK (sealed <= leaves)
);

-- What is voted on, as it was when the vote opened.
CREATE TABLE vote_proposition (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  proposition_id INTEGER64 NOT NULL REFERENCES proposition (id),
  -- Its name on ballots and in the log.
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('develop', 'scale-up')),
  cost INTEGER64 NOT NULL CHECK (cost >= 1),
  leaf INTEGER64 NOT NULL,
  UNIQUE (vote_id, proposition_id),
  UNIQUE (vote_id, name)
);

-- The public texts that leaves commit to, with what opens them; a text that is withdrawn loses its row.
CREATE TABLE vote_text (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  leaf INTEGER64 NOT NULL,
  nonce BYTES NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (vote_id, leaf)
);

-- Who is called to vote, as it was when the vote opened.
CREATE TABLE roll_entry (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  -- Its name in the log: its SIREN, or another public identifier.
  identifier TEXT NOT NULL,
  kind TEXT NOT NULL,
  region TEXT NOT NULL,
  department TEXT NOT NULL,
  stratum TEXT NOT NULL,
  UNIQUE (vote_id, organisation_id),
  UNIQUE (vote_id, identifier)
);

-- Who may cast the ballot of an organisation: one head, and those whom the head names.
CREATE TABLE casting_right (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  function TEXT NOT NULL CHECK (function IN ('head', 'elected', 'agent')),
  method TEXT NOT NULL CHECK (method IN ('official-mailbox', 'two-instructors', 'letter', 'named-by-head')),
  head_right_id INTEGER64 REFERENCES casting_right (id),
  until_at INSTANT,
  -- Its place in the log, once there is one.
  leaf INTEGER64,
  granted_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  granted_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id),
  CHECK ((function = 'head') = (head_right_id IS NULL)),
  CHECK ((function = 'head') = (method <> 'named-by-head')),
  CHECK (function = 'head' OR until_at IS NOT NULL)
);
CREATE UNIQUE INDEX casting_right_head ON casting_right (vote_id, organisation_id)
  WHERE function = 'head' AND ended_event_id IS NULL;
CREATE UNIQUE INDEX casting_right_holder ON casting_right (vote_id, organisation_id, person_id)
  WHERE ended_event_id IS NULL;
CREATE INDEX casting_right_person ON casting_right (person_id);

-- Somebody says that she is the head: proved by a code sent to the official mailbox, or by two instructors.
CREATE TABLE right_request (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  asked_at INSTANT NOT NULL,
  sent_to TEXT,
  code_hash BYTES,
  wrong_tries INTEGER64 NOT NULL,
  outcome TEXT CHECK (outcome IN ('given', 'refused', 'replaced'))
);
CREATE INDEX right_request_person ON right_request (person_id);
CREATE INDEX right_request_waiting ON right_request (vote_id, id) WHERE outcome IS NULL;

CREATE TABLE right_confirmation (
  id IDENTIFIER,
  request_id INTEGER64 NOT NULL REFERENCES right_request (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  UNIQUE (request_id, person_id)
);
CREATE INDEX right_confirmation_person ON right_confirmation (person_id);

-- What opens the commitments of the log to persons: erasing somebody deletes hers.
CREATE TABLE person_salt (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  leaf INTEGER64 NOT NULL,
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  nonce BYTES NOT NULL,
  UNIQUE (vote_id, leaf, person_id)
);
CREATE INDEX person_salt_person ON person_salt (person_id);

-- Who came to vote, and never what was voted.
CREATE TABLE attendance (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  method TEXT NOT NULL,
  from_preparer FLAG NOT NULL,
  leaf INTEGER64 NOT NULL,
  came_at INSTANT NOT NULL,
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  UNIQUE (vote_id, organisation_id)
);
CREATE INDEX attendance_came ON attendance (vote_id, id);

-- The ballots of organisations: one stands, those that it replaced stay behind it.
CREATE TABLE ballot (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  number INTEGER64 NOT NULL CHECK (number >= 1),
  right_id INTEGER64 NOT NULL REFERENCES casting_right (id),
  -- Names of propositions in the order of their bytes, parted by spaces.
  choices TEXT NOT NULL,
  nonce BYTES NOT NULL,
  leaf INTEGER64 NOT NULL,
  cast_at INSTANT NOT NULL,
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  replaced_event_id INTEGER64 REFERENCES journal (id),
  -- When the letter about it was written.
  told_at INSTANT,
  UNIQUE (vote_id, organisation_id, number)
);
CREATE UNIQUE INDEX ballot_standing ON ballot (vote_id, organisation_id) WHERE replaced_event_id IS NULL;
CREATE INDEX ballot_untold ON ballot (cast_at) WHERE replaced_event_id IS NULL AND told_at IS NULL;
CREATE INDEX ballot_right ON ballot (right_id);

-- The public log (docs/proof.md): its lines, the hashes of its tree, its signed heads.
CREATE TABLE vote_leaf (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  number INTEGER64 NOT NULL,
  line TEXT NOT NULL,
  UNIQUE (vote_id, number)
);

CREATE TABLE vote_tile (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  level INTEGER64 NOT NULL,
  place INTEGER64 NOT NULL,
  hashes BYTES NOT NULL,
  UNIQUE (vote_id, level, place)
);

CREATE TABLE vote_head (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  size INTEGER64 NOT NULL,
  note TEXT NOT NULL,
  signed_at INSTANT NOT NULL,
  UNIQUE (vote_id, size)
);
