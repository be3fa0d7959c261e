-- What people wish for the product, without secrets and personal data, once for each case.
CREATE TABLE feedback (
  number INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL UNIQUE REFERENCES cases (id),
  language TEXT NOT NULL,
  audience TEXT NOT NULL,
  wish TEXT NOT NULL,
  need TEXT,
  at INTEGER NOT NULL,
  -- The first of those that say alike; null: not compared with others yet.
  group_number INTEGER REFERENCES feedback (number)
) STRICT;

-- How many of a group the desk was told of, and when.
CREATE TABLE feedback_told (
  group_number INTEGER PRIMARY KEY REFERENCES feedback (number),
  people INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
