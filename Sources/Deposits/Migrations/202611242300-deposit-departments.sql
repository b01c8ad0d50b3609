-- How much comes from each department, kept with each publication so that no page counts; '' for bodies that have none.
CREATE TABLE deposit_department (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  department TEXT NOT NULL,
  contributions INTEGER64 NOT NULL,
  -- Those that deposited at least once.
  organisations INTEGER64 NOT NULL,
  UNIQUE (consultation_id, department)
);
INSERT INTO deposit_department (consultation_id, department, contributions, organisations)
SELECT consultation_id, coalesce(department, ''), count(*), count(DISTINCT organisation_id) FROM contribution
GROUP BY consultation_id, coalesce(department, '');
