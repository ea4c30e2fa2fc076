INSERT INTO department (id, name) VALUES
  (1, 'Engineering'),
  (2, 'People');

INSERT INTO employee (name, department_id) VALUES ('Ada', 1);
