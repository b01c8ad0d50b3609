-- A migration leaves tables empty, so that an installation may be copied into a database that has just been made.
DELETE FROM follow_watermark;
