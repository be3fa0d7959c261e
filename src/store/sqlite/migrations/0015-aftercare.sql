-- What comes after the end of a case.
ALTER TABLE cases ADD COLUMN satisfaction TEXT; -- JSON
ALTER TABLE cases ADD COLUMN follow_up TEXT; -- JSON
