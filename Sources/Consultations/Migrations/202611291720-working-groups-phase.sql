-- A phase more, between the vote and the selection: the working groups. The list of phases is part of the tables that name
-- them, which are made anew; nothing refers to their rows but the kinds of a table of participation.
CREATE TABLE phase_new (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  kind TEXT NOT NULL CHECK (kind IN (
    'deposit', 'instruction', 'vote', 'working-groups', 'selection', 'experimentation', 'funding')),
  opens_at INSTANT NOT NULL,
  closes_at INSTANT,
  CHECK (closes_at IS NULL OR closes_at > opens_at),
  UNIQUE (consultation_id, kind)
);
INSERT INTO phase_new (consultation_id, kind, opens_at, closes_at)
  SELECT consultation_id, kind, opens_at, closes_at FROM phase ORDER BY id;
DROP TABLE phase;
ALTER TABLE phase_new RENAME TO phase;

CREATE TABLE calendar_change_new (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  kind TEXT NOT NULL CHECK (kind IN (
    'deposit', 'instruction', 'vote', 'working-groups', 'selection', 'experimentation', 'funding')),
  earlier_opens_at INSTANT,
  earlier_closes_at INSTANT,
  opens_at INSTANT,
  closes_at INSTANT,
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  at INSTANT NOT NULL,
  told_at INSTANT
);
INSERT INTO calendar_change_new (consultation_id, kind, earlier_opens_at, earlier_closes_at, opens_at, closes_at,
    event_id, at, told_at)
  SELECT consultation_id, kind, earlier_opens_at, earlier_closes_at, opens_at, closes_at, event_id, at, told_at
  FROM calendar_change ORDER BY id;
DROP TABLE calendar_change;
ALTER TABLE calendar_change_new RENAME TO calendar_change;
CREATE INDEX calendar_change_consultation ON calendar_change (consultation_id, id);
CREATE INDEX calendar_change_untold ON calendar_change (id) WHERE told_at IS NULL;

CREATE TABLE participation_new (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  act TEXT NOT NULL CHECK (act IN (
    'need', 'service', 'support', 'comment', 'experimentation', 'vote', 'correction', 'withdrawal')),
  opens_with TEXT NOT NULL CHECK (opens_with IN (
    'deposit.opens', 'deposit.closes',
    'instruction.opens', 'instruction.closes',
    'vote.opens', 'vote.closes',
    'working-groups.opens', 'working-groups.closes',
    'selection.opens', 'selection.closes',
    'experimentation.opens', 'experimentation.closes',
    'funding.opens', 'funding.closes')),
  ends_with TEXT NOT NULL CHECK (ends_with IN (
    'deposit.opens', 'deposit.closes',
    'instruction.opens', 'instruction.closes',
    'vote.opens', 'vote.closes',
    'working-groups.opens', 'working-groups.closes',
    'selection.opens', 'selection.closes',
    'experimentation.opens', 'experimentation.closes',
    'funding.opens', 'funding.closes')),
  UNIQUE (consultation_id, act)
);
INSERT INTO participation_new (consultation_id, act, opens_with, ends_with)
  SELECT consultation_id, act, opens_with, ends_with FROM participation ORDER BY id;
CREATE TABLE participation_kind_new (
  id IDENTIFIER,
  participation_id INTEGER64 NOT NULL REFERENCES participation_new (id),
  kind TEXT NOT NULL CHECK (kind IN (
    'commune', 'intercommunality', 'department', 'region', 'syndicate', 'operator', 'state', 'association')),
  UNIQUE (participation_id, kind)
);
INSERT INTO participation_kind_new (participation_id, kind)
  SELECT participation_new.id, participation_kind.kind FROM participation_kind
  JOIN participation ON participation.id = participation_kind.participation_id
  JOIN participation_new ON participation_new.consultation_id = participation.consultation_id
    AND participation_new.act = participation.act
  ORDER BY participation_kind.id;
DROP TABLE participation_kind;
DROP TABLE participation;
ALTER TABLE participation_new RENAME TO participation;
ALTER TABLE participation_kind_new RENAME TO participation_kind;
