-- The tutorial's warning: "name" may be NULL, and the review says so.
CREATE TABLE employee (
  id SERIAL PRIMARY KEY,
  name TEXT
);
