-- When a draft was begun: no reminder tells what had passed by then. Unknown for those begun before.
ALTER TABLE draft ADD COLUMN begun_at INSTANT;
