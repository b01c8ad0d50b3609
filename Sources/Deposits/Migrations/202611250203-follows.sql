-- Who is told what happens: a person of this installation, or the address of a citizen who has confirmed it.
CREATE TABLE follower (
  id IDENTIFIER,
  person_id INTEGER64 REFERENCES person (id),
  mail TEXT CHECK (length(mail) BETWEEN 3 AND 254),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  rhythm TEXT NOT NULL CHECK (rhythm IN ('at-once', 'daily', 'weekly', 'never')),
  -- The last line of the journal that a mail has told, and that the person has seen on the site.
  told_event_id INTEGER64 NOT NULL,
  seen_event_id INTEGER64 NOT NULL,
  -- When the last mail was written, and when the next is due; none while nothing has happened.
  told_at INSTANT,
  due_at INSTANT,
  CHECK ((person_id IS NULL) <> (mail IS NULL))
);
CREATE UNIQUE INDEX follower_person ON follower (person_id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX follower_mail ON follower (mail) WHERE mail IS NOT NULL;
CREATE INDEX follower_due ON follower (due_at) WHERE due_at IS NOT NULL;

-- One thing that a follower follows: a contribution, or what an organisation does.
CREATE TABLE follow (
  id IDENTIFIER,
  follower_id INTEGER64 NOT NULL REFERENCES follower (id),
  contribution_id INTEGER64 REFERENCES contribution (id),
  organisation_id INTEGER64 REFERENCES organisation (id),
  started_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id),
  CHECK ((contribution_id IS NULL) <> (organisation_id IS NULL))
);
CREATE UNIQUE INDEX follow_contribution ON follow (contribution_id, follower_id)
  WHERE contribution_id IS NOT NULL AND ended_event_id IS NULL;
CREATE UNIQUE INDEX follow_organisation ON follow (organisation_id, follower_id)
  WHERE organisation_id IS NOT NULL AND ended_event_id IS NULL;
CREATE INDEX follow_follower ON follow (follower_id, id);

-- A citizen asks to be told, and has not confirmed yet; forgotten after three days.
CREATE TABLE follow_request (
  id IDENTIFIER,
  mail TEXT NOT NULL CHECK (length(mail) BETWEEN 3 AND 254),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  contribution_id INTEGER64 REFERENCES contribution (id),
  organisation_id INTEGER64 REFERENCES organisation (id),
  link_hash BYTES NOT NULL UNIQUE,
  asked_at INSTANT NOT NULL,
  CHECK ((contribution_id IS NULL) <> (organisation_id IS NULL))
);
CREATE INDEX follow_request_mail ON follow_request (mail, asked_at);

-- How far the journal has been read for followers.
CREATE TABLE follow_watermark (
  id IDENTIFIER,
  event_id INTEGER64 NOT NULL
);
INSERT INTO follow_watermark (event_id) SELECT coalesce(max(id), 0) FROM journal;
