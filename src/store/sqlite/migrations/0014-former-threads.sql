-- Threads on the desk that their case has left: it was passed to another desk, or its thread was made anew.
CREATE TABLE former_threads (
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  chat TEXT NOT NULL,
  thread TEXT NOT NULL,
  case_id TEXT NOT NULL REFERENCES cases (id),
  left_at INTEGER NOT NULL,
  PRIMARY KEY (channel, account, chat, thread)
) STRICT;

-- What an agent has.
CREATE INDEX cases_by_agent ON cases (agent ->> '$.id') WHERE owner = 'agent';
