-- Whether the member also lets the operator prepare its ballot; it never casts it.
ALTER TABLE preparation ADD COLUMN has_ballots INTEGER64 NOT NULL DEFAULT 0 CHECK (has_ballots IN (0, 1));
