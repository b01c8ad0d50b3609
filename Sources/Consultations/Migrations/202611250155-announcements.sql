-- A consultation is prepared, then announced: before, administrators alone see it. Its presentation is in Markdown.
ALTER TABLE consultation ADD COLUMN presentation TEXT NOT NULL DEFAULT '';
ALTER TABLE consultation ADD COLUMN presentation_english TEXT NOT NULL DEFAULT '';
ALTER TABLE consultation ADD COLUMN announced_at INSTANT;
UPDATE consultation SET announced_at = created_at;
-- What became of the calendar after the announcement: shown, and told once to those who deposit.
CREATE TABLE calendar_change (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  kind TEXT NOT NULL CHECK (kind IN (
    'deposit', 'instruction', 'vote', 'selection', 'experimentation', 'funding')),
  earlier_opens_at INSTANT,
  earlier_closes_at INSTANT,
  opens_at INSTANT,
  closes_at INSTANT,
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  at INSTANT NOT NULL,
  told_at INSTANT
);
CREATE INDEX calendar_change_consultation ON calendar_change (consultation_id, id);
CREATE INDEX calendar_change_untold ON calendar_change (id) WHERE told_at IS NULL;
-- An article that whoever deposits is shown before she publishes.
ALTER TABLE rules_article ADD COLUMN is_self_check INTEGER64 NOT NULL DEFAULT 0;
