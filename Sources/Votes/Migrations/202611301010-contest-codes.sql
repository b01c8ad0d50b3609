-- Safe while a vote is open: columns that nothing which came before reads; what was printed before has no second code.
-- Of the second code of a letter, by which the ballot is contested until the count.
ALTER TABLE casting_letter ADD COLUMN contest_hash BYTES;
CREATE UNIQUE INDEX casting_letter_contest ON casting_letter (contest_hash);
-- From where it came: the official mailbox, or the code of a letter.
ALTER TABLE contest ADD COLUMN method TEXT NOT NULL DEFAULT 'official-mailbox'
  CHECK (method IN ('official-mailbox', 'letter'));
