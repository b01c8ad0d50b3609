-- Work that runs by itself, on one node at a time: the lease is taken in a write, and a node that dies is replaced when
-- it has expired. A row is made by the first run.
CREATE TABLE job (
  id IDENTIFIER,
  name TEXT NOT NULL UNIQUE,
  next_run_at INSTANT NOT NULL,
  lease_holder TEXT,
  leased_until INSTANT,
  started_at INSTANT,
  ended_at INSTANT,
  failed_at INSTANT,
  failure TEXT,
  -- Since the last success.
  failures INTEGER64 NOT NULL,
  runs INTEGER64 NOT NULL
);
CREATE INDEX kept_form_kept_at ON kept_form (kept_at);
CREATE INDEX sign_in_expires_at ON sign_in (expires_at);
CREATE INDEX session_expires_at ON session (expires_at);
