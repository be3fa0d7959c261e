-- What agents do with a case: put it aside, let it go on in another one, give it to somebody, refuse whoever abuses it.
ALTER TABLE cases ADD COLUMN snoozed_until INTEGER;
ALTER TABLE cases ADD COLUMN merged_into INTEGER; -- a case's number

-- Timers of a group are set and stopped together.
ALTER TABLE timers ADD COLUMN timer_group TEXT NOT NULL DEFAULT 'dialogue';

-- Who has been seen at work on the desks of a platform.
CREATE TABLE agents (
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  id TEXT NOT NULL,
  person TEXT NOT NULL, -- JSON
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (channel, account, id)
) STRICT;

-- People who are not served.
CREATE TABLE bans (
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  person_id TEXT NOT NULL,
  name TEXT NOT NULL,
  case_id TEXT REFERENCES cases (id),
  banned_by TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (channel, account, person_id)
) STRICT;
