-- Relayed messages: which message on one side is the copy of which on the other, in the order in which they were sent.
-- A long text has several copies; a burst of messages has one in common. Chats are named as they were then, since a
-- group that goes on under another id numbers its messages anew.
CREATE TABLE message_links (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id TEXT NOT NULL REFERENCES cases (id),
  source_channel TEXT NOT NULL,
  source_account TEXT NOT NULL,
  source_chat TEXT NOT NULL,
  source_message TEXT NOT NULL,
  target_channel TEXT NOT NULL,
  target_account TEXT NOT NULL,
  target_chat TEXT NOT NULL,
  target_message TEXT NOT NULL,
  excerpt TEXT NOT NULL -- how the message begins
) STRICT;
CREATE UNIQUE INDEX message_links_by_source ON message_links (
  source_channel, source_account, source_chat, source_message,
  target_channel, target_account, target_chat, target_message
);
CREATE INDEX message_links_by_target
  ON message_links (target_channel, target_account, target_chat, target_message);
