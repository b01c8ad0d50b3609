-- Answers to the extra questions of a rubric, as they were typed (JSON), and the version that they answer.
ALTER TABLE draft ADD COLUMN answers TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN questionnaire_id INTEGER64 REFERENCES questionnaire (id);
ALTER TABLE contribution_version ADD COLUMN answers TEXT NOT NULL DEFAULT '';
ALTER TABLE contribution_version ADD COLUMN questionnaire_id INTEGER64 REFERENCES questionnaire (id);
