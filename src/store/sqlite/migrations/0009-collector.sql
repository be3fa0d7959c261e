-- An agent has the bot ask something, and gets the case back.
ALTER TABLE cases ADD COLUMN collector TEXT; -- JSON
