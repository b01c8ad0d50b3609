-- What an instructor has ticked in the queue, to decide of many at once; it follows her from page to page.
CREATE TABLE desk_selection (
  id IDENTIFIER,
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  selected_at INSTANT NOT NULL,
  UNIQUE (person_id, contribution_id)
);
CREATE INDEX desk_selection_contribution ON desk_selection (contribution_id);

-- In this consultation, redirections and rejections go without a second reading: by default they do not.
CREATE TABLE single_reading (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  begun_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX single_reading_live ON single_reading (consultation_id) WHERE ended_event_id IS NULL;
CREATE INDEX single_reading_event ON single_reading (event_id);
