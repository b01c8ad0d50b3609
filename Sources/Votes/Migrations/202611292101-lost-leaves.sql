-- What an accident lost of the published log, in words, until the incident that tells it is signed.
ALTER TABLE vote ADD COLUMN lost_leaves TEXT;
