-- Messages that the bot did not understand well, and the examples that somebody taught from them.
CREATE TABLE misses (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  audience TEXT NOT NULL,
  channel TEXT NOT NULL,
  candidates TEXT NOT NULL, -- JSON
  why TEXT NOT NULL,
  meant TEXT,
  case_id TEXT REFERENCES cases (id),
  at INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'taught', 'dropped')),
  intent TEXT,
  group_seq INTEGER,
  decided_by TEXT,
  decided_at INTEGER
) STRICT;
-- A message is missed once, whatever else is found out about it.
CREATE UNIQUE INDEX misses_by_case ON misses (case_id, text);
CREATE INDEX misses_by_group ON misses (group_seq) WHERE group_seq IS NOT NULL;

CREATE TABLE taught_examples (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  group_seq INTEGER NOT NULL,
  intent TEXT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'taught' CHECK (status IN ('taught', 'exported', 'removed')),
  taught_by TEXT NOT NULL,
  at INTEGER NOT NULL,
  changed_by TEXT,
  changed_at INTEGER
) STRICT;
