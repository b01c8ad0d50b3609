-- What an author found missing is taken into a wording: that one, and the one that was sent, are what the authors agree
-- to. Until now it was the last that was written before the reply.
ALTER TABLE remark_reply ADD COLUMN wording_id INTEGER64 REFERENCES wording (id);
UPDATE remark_reply SET wording_id = (
  SELECT max(wording.id) FROM wording
  JOIN author_reading ON author_reading.proposition_id = wording.proposition_id
  JOIN author_remark ON author_remark.author_reading_id = author_reading.id
  WHERE author_remark.id = remark_reply.author_remark_id AND wording.event_id < remark_reply.event_id)
WHERE kind = 'taken';
CREATE INDEX remark_reply_wording ON remark_reply (wording_id);
