-- Words are those of src/model; times are ms since the epoch; columns that hold JSON say so.

-- One person's thread in one channel. Its key is conversationKey(address).
CREATE TABLE conversations (
  key TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  chat TEXT NOT NULL,
  thread TEXT NOT NULL,
  version INTEGER NOT NULL,
  chosen_language TEXT,
  state TEXT NOT NULL -- JSON, opaque
) STRICT;
CREATE INDEX conversations_by_chat ON conversations (channel, account, chat);

-- A case's address is its conversation's.
CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  conversation TEXT NOT NULL REFERENCES conversations (key) ON UPDATE CASCADE,
  person TEXT NOT NULL, -- JSON
  audience TEXT NOT NULL,
  language TEXT NOT NULL,
  owner TEXT NOT NULL,
  agent TEXT, -- JSON
  intent TEXT,
  department TEXT NOT NULL,
  priority TEXT NOT NULL,
  dossier TEXT, -- JSON
  desk_channel TEXT,
  desk_account TEXT,
  desk_chat TEXT,
  desk_thread TEXT,
  card_message TEXT,
  awaiting_solution INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  waiting_since INTEGER,
  closed_at INTEGER,
  resolution TEXT
) STRICT;
CREATE UNIQUE INDEX cases_one_open ON cases (conversation) WHERE owner <> 'nobody';
CREATE INDEX cases_by_conversation ON cases (conversation, number);
CREATE INDEX cases_by_desk ON cases (desk_channel, desk_account, desk_chat, desk_thread)
  WHERE desk_channel IS NOT NULL;
CREATE INDEX cases_in_queue ON cases (number) WHERE owner = 'queue';

-- `conversation` is null while nobody knows whom an agent's event is for. It references nothing: the first
-- inbound of a person is there before the conversation is.
CREATE TABLE inbounds (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  conversation TEXT,
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'handled', 'unrouted', 'unreadable')),
  payload TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX inbounds_waiting ON inbounds (conversation, seq) WHERE status = 'waiting';

CREATE TABLE rejected (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL
) STRICT;

CREATE TABLE history (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id TEXT NOT NULL REFERENCES cases (id),
  at INTEGER NOT NULL,
  entry TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX history_by_case ON history (case_id, seq);

CREATE TABLE drafts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id TEXT NOT NULL REFERENCES cases (id),
  language TEXT NOT NULL,
  problem TEXT NOT NULL,
  solution TEXT NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE timers (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  name TEXT NOT NULL,
  due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX timers_by_case ON timers (case_id);
CREATE INDEX timers_by_due ON timers (due_at);

-- Within a lane, the waiting row with the lowest position is the head: only it may be sent.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  lane TEXT NOT NULL,
  position INTEGER NOT NULL,
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  case_id TEXT REFERENCES cases (id),
  kind TEXT NOT NULL,
  delivery TEXT NOT NULL, -- JSON
  only_while TEXT, -- JSON
  receipt TEXT, -- JSON
  not_before INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'sent', 'dropped', 'dead')),
  settled_at INTEGER,
  messages TEXT, -- JSON: the platform's ids
  reason TEXT,
  error TEXT
) STRICT;
CREATE INDEX outbox_lanes ON outbox (lane, position, seq) WHERE status = 'waiting';
CREATE INDEX outbox_by_age ON outbox (position, seq) WHERE status = 'waiting';
CREATE INDEX outbox_by_due ON outbox (not_before) WHERE status = 'waiting';
CREATE INDEX outbox_by_case ON outbox (case_id);

-- `to_chat` is where the chat went from `from_chat`; it may have gone on from there.
CREATE TABLE chat_moves (
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  from_chat TEXT NOT NULL,
  to_chat TEXT NOT NULL,
  PRIMARY KEY (channel, account, from_chat)
) STRICT;

CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT;
INSERT INTO counters (name, value) VALUES ('case-number', 0);
