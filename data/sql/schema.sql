-- SPDX-License-Identifier: GPL-3.0-or-later
-- The store of this version, whole. doc/format.md explains the journal's tables; their bytes never change meaning.

-- The journal. Chains of events: exactly one is this store's own, the others were brought in and are kept verbatim.
CREATE TABLE chain (
	id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 10),
	own INTEGER NOT NULL CHECK (own IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX chain_own ON chain (own) WHERE own = 1;

CREATE TABLE event (
	chain TEXT NOT NULL REFERENCES chain (id),
	seq INTEGER NOT NULL CHECK (seq > 0),
	kind INTEGER NOT NULL CHECK (kind > 0),
	at INTEGER NOT NULL,
	key TEXT NOT NULL CHECK (length(key) = 32),
	prev BLOB NOT NULL CHECK (length(prev) = 32),
	digest BLOB NOT NULL CHECK (length(digest) = 32),
	hash BLOB NOT NULL CHECK (length(hash) = 32),
	sig BLOB NOT NULL CHECK (length(sig) BETWEEN 8 AND 80),
	PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_body (
	chain TEXT NOT NULL,
	seq INTEGER NOT NULL,
	salt BLOB NOT NULL CHECK (length(salt) = 16),
	body BLOB NOT NULL,
	PRIMARY KEY (chain, seq),
	FOREIGN KEY (chain, seq) REFERENCES event (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE head (
	chain TEXT NOT NULL PRIMARY KEY REFERENCES chain (id),
	seq INTEGER NOT NULL CHECK (seq > 0),
	hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

-- Whose key is which: a projection of the events that enrol, renew and close keys. since and until are seqs of the chain.
CREATE TABLE key (
	chain TEXT NOT NULL REFERENCES chain (id),
	id TEXT NOT NULL CHECK (length(id) = 32),
	person TEXT NOT NULL,
	public BLOB NOT NULL CHECK (length(public) = 65),
	envelope_digest BLOB NOT NULL CHECK (length(envelope_digest) = 32),
	since INTEGER NOT NULL,
	until INTEGER,
	PRIMARY KEY (chain, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_person ON key (person, until);

-- Private keys under their passphrases. Not made from events: SM3 of the bytes stands in key.envelope_digest.
CREATE TABLE envelope (
	key TEXT NOT NULL PRIMARY KEY CHECK (length(key) = 32),
	bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- A seat belt against slips, not a lock: verify proves, these only stop a careless hand.
CREATE TRIGGER event_next BEFORE INSERT ON event
WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM event WHERE chain = NEW.chain), 0)
BEGIN SELECT RAISE(ABORT, 'events are appended without gaps'); END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER event_body_no_update BEFORE UPDATE ON event_body
BEGIN SELECT RAISE(ABORT, 'bodies are never changed'); END;
CREATE TRIGGER event_body_no_delete BEFORE DELETE ON event_body
BEGIN SELECT RAISE(ABORT, 'bodies are never deleted'); END;
CREATE TRIGGER head_forward BEFORE UPDATE ON head WHEN NEW.chain <> OLD.chain OR NEW.seq <= OLD.seq
BEGIN SELECT RAISE(ABORT, 'heads only move forward'); END;
CREATE TRIGGER head_no_delete BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'heads are never deleted'); END;
CREATE TRIGGER chain_no_update BEFORE UPDATE ON chain
BEGIN SELECT RAISE(ABORT, 'chains are never changed'); END;
CREATE TRIGGER chain_no_delete BEFORE DELETE ON chain
BEGIN SELECT RAISE(ABORT, 'chains are never deleted'); END;

-- ==== domain: the projections that src/domain writes stand below this line ====
