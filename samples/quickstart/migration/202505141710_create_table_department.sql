CREATE TABLE department (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);

ALTER TABLE employee ADD COLUMN department_id INTEGER NOT NULL REFERENCES department (id);
