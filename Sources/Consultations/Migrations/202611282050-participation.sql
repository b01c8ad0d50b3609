-- Which kinds of organisation may do which act of a consultation, and between which moments of its calendar. Without
-- rows, the usual table.
CREATE TABLE participation (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  act TEXT NOT NULL CHECK (act IN (
    'need', 'service', 'support', 'comment', 'experimentation', 'vote', 'correction', 'withdrawal')),
  opens_with TEXT NOT NULL CHECK (opens_with IN (
    'deposit.opens', 'deposit.closes',
    'instruction.opens', 'instruction.closes',
    'vote.opens', 'vote.closes',
    'selection.opens', 'selection.closes',
    'experimentation.opens', 'experimentation.closes',
    'funding.opens', 'funding.closes')),
  ends_with TEXT NOT NULL CHECK (ends_with IN (
    'deposit.opens', 'deposit.closes',
    'instruction.opens', 'instruction.closes',
    'vote.opens', 'vote.closes',
    'selection.opens', 'selection.closes',
    'experimentation.opens', 'experimentation.closes',
    'funding.opens', 'funding.closes')),
  UNIQUE (consultation_id, act)
);
CREATE TABLE participation_kind (
  id IDENTIFIER,
  participation_id INTEGER64 NOT NULL REFERENCES participation (id),
  kind TEXT NOT NULL CHECK (kind IN (
    'commune', 'intercommunality', 'department', 'region', 'syndicate', 'operator', 'state', 'association')),
  UNIQUE (participation_id, kind)
);
