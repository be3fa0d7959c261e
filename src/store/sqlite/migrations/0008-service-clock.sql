-- Since when people have a case, and how long it may take them.

ALTER TABLE cases ADD COLUMN service_clock TEXT; -- JSON
