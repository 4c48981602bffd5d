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

-- Whose key is which: a projection of the events that enrol, renew and close keys. since and until are seqs of the chain;
-- a key with an until signs nothing any more. envelope_digest is SM3 of the row of table envelope, NULL where there is none
-- (the private half lies elsewhere, or went with its leaver).
CREATE TABLE key (
	chain TEXT NOT NULL REFERENCES chain (id),
	id TEXT NOT NULL CHECK (length(id) = 32),
	person TEXT NOT NULL,
	public BLOB NOT NULL CHECK (length(public) = 65),
	envelope_digest BLOB CHECK (length(envelope_digest) = 32),
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
-- The domain. All tables below are projections of events: `zicha verify`
-- rebuilds each of them and compares it row by row. Ids are CHAIN-SEQ of the
-- event that brought the thing into being; times are seconds since 1970 UTC;
-- dates are text 2026-11-23.

-- Who founded the chain.
CREATE TABLE org (
	chain      TEXT PRIMARY KEY REFERENCES chain(id),
	name       TEXT NOT NULL CHECK (name <> ''),
	founded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE branch (
	code    TEXT PRIMARY KEY CHECK (code <> ''),
	name    TEXT NOT NULL CHECK (name <> ''),
	profile TEXT NOT NULL               -- what it has: ids separated by blanks
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
	no      TEXT PRIMARY KEY CHECK (no <> ''), -- staff number
	name    TEXT NOT NULL CHECK (name <> ''),
	role    TEXT NOT NULL,
	post    TEXT NOT NULL,
	branch  TEXT NOT NULL,              -- '' for the union
	may_enrol INTEGER NOT NULL CHECK (may_enrol IN (0, 1)), -- a key may be enrolled now
	left_at INTEGER NOT NULL            -- 0: still here
) STRICT, WITHOUT ROWID;
CREATE INDEX person_by_branch ON person(branch, no);

-- Failed unlocks that were stated after a good one.
CREATE TABLE failures (
	id     TEXT PRIMARY KEY,
	person TEXT NOT NULL REFERENCES person(no),
	count  INTEGER NOT NULL,
	first  INTEGER NOT NULL,
	last   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A line of the risk-point library as it was adopted: its exact text. Also the register of rules, which has no line.
CREATE TABLE edition (
	digest  TEXT PRIMARY KEY,           -- SM3 of text, hex
	line    TEXT NOT NULL,              -- credit; '' for the register
	code    TEXT NOT NULL,              -- CR
	name    TEXT NOT NULL,
	edition TEXT NOT NULL,              -- 2026.1
	text    TEXT NOT NULL,              -- rec
	adopted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The items of an edition, cut out of its text.
CREATE TABLE item (
	edition   TEXT NOT NULL REFERENCES edition(digest),
	pos       INTEGER NOT NULL,         -- walking order, from 0
	code      TEXT NOT NULL,
	title     TEXT NOT NULL,
	section   TEXT NOT NULL,
	question  TEXT NOT NULL,
	look      TEXT NOT NULL,
	method    TEXT NOT NULL,
	why       TEXT NOT NULL,
	source    TEXT NOT NULL,
	posts     TEXT NOT NULL,
	bases     TEXT NOT NULL,
	measure   TEXT NOT NULL,
	severity  TEXT NOT NULL,
	weight    INTEGER NOT NULL,
	value     TEXT NOT NULL,            -- "名称 单位 <= 3", '' if nothing is measured
	two_person INTEGER NOT NULL CHECK (two_person IN (0, 1)),
	evidence  TEXT NOT NULL,
	sample    TEXT NOT NULL,
	condition TEXT NOT NULL,
	after     TEXT NOT NULL,
	frequency TEXT NOT NULL,
	retired   TEXT NOT NULL,
	PRIMARY KEY (edition, code)
) STRICT, WITHOUT ROWID;

-- Editions of the whole library that a risk officer published, and the texts that each of them holds: every line, and
-- the register of rules with line ''.
CREATE TABLE publication (
	id      TEXT PRIMARY KEY,
	chain   TEXT NOT NULL REFERENCES chain(id),
	ordinal INTEGER NOT NULL,           -- of its name: 20260002
	edition TEXT NOT NULL,              -- its name: 2026.2
	note    TEXT NOT NULL,
	at      INTEGER NOT NULL,
	author  TEXT NOT NULL REFERENCES person(no),
	UNIQUE (chain, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX publication_by_edition ON publication(ordinal, at, id);
CREATE TABLE published (
	publication TEXT NOT NULL REFERENCES publication(id),
	pos     INTEGER NOT NULL,
	line    TEXT NOT NULL,
	edition TEXT NOT NULL REFERENCES edition(digest),
	PRIMARY KEY (publication, pos),
	UNIQUE (publication, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
	id        TEXT PRIMARY KEY,
	number    TEXT NOT NULL,            -- 1102-2026-007
	branch    TEXT NOT NULL REFERENCES branch(code),
	kind      TEXT NOT NULL,
	title     TEXT NOT NULL,
	lines     TEXT NOT NULL,            -- line ids separated by blanks
	state     TEXT NOT NULL CHECK (state IN ('open', 'ready', 'sealed', 'void')),
	opened_at INTEGER NOT NULL,
	opened_by TEXT NOT NULL REFERENCES person(no),
	sealed_at INTEGER NOT NULL,         -- 0: not sealed
	-- Counters, kept with each answer, so that lists count nothing.
	items INTEGER NOT NULL, conform INTEGER NOT NULL, issue INTEGER NOT NULL,
	na INTEGER NOT NULL, not_checked INTEGER NOT NULL, pending INTEGER NOT NULL,
	findings INTEGER NOT NULL,
	worst     INTEGER NOT NULL,         -- severity of the worst finding, 0 none .. 4 major
	slight INTEGER NOT NULL, ordinary INTEGER NOT NULL, serious INTEGER NOT NULL, major INTEGER NOT NULL, -- findings
	signers   TEXT NOT NULL             -- names, in order of signing
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX session_by_number ON session(number, id);
-- The lists: what their filters ask stands in the index.
CREATE INDEX session_by_time ON session(opened_at, id, branch, state, kind, worst);
CREATE INDEX session_by_branch ON session(branch, opened_at, id, state, kind, worst);
CREATE INDEX session_by_state ON session(state, opened_at, id, branch, kind, worst);

CREATE TABLE session_line (
	session TEXT NOT NULL REFERENCES session(id),
	pos     INTEGER NOT NULL,
	line    TEXT NOT NULL,
	edition TEXT NOT NULL REFERENCES edition(digest),
	opened_at INTEGER NOT NULL,         -- of the session
	PRIMARY KEY (session, pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_line_by_line ON session_line(line, opened_at, session);

-- Sessions that were made void: by whom, when and why.
CREATE TABLE voided (
	session TEXT PRIMARY KEY REFERENCES session(id),
	person  TEXT NOT NULL REFERENCES person(no),
	at      INTEGER NOT NULL,
	reason  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a session asks, in walking order.
CREATE TABLE asked (
	session TEXT NOT NULL REFERENCES session(id),
	pos     INTEGER NOT NULL,
	item    TEXT NOT NULL,
	edition TEXT NOT NULL,
	PRIMARY KEY (session, pos),
	FOREIGN KEY (edition, item) REFERENCES item(edition, code)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX asked_by_item ON asked(session, item);

-- What it does not ask, and why.
CREATE TABLE skipped (
	session TEXT NOT NULL REFERENCES session(id),
	item    TEXT NOT NULL,
	edition TEXT NOT NULL,
	reason  TEXT NOT NULL,              -- the part of the condition that does not hold
	PRIMARY KEY (session, item),
	FOREIGN KEY (edition, item) REFERENCES item(edition, code)
) STRICT, WITHOUT ROWID;

-- The answer that holds; earlier ones are in the journal.
CREATE TABLE answer (
	session  TEXT NOT NULL,
	item     TEXT NOT NULL,
	result   TEXT NOT NULL CHECK (result IN ('conform', 'issue', 'na', 'not_checked', 'pending')),
	note     TEXT NOT NULL,
	value    TEXT NOT NULL,
	evidence TEXT NOT NULL,
	author   TEXT NOT NULL REFERENCES person(no),
	witness  TEXT NOT NULL,             -- second person of a two-person item, or ''
	at       INTEGER NOT NULL,
	event    TEXT NOT NULL,             -- CHAIN-SEQ of the answer
	PRIMARY KEY (session, item),
	FOREIGN KEY (session, item) REFERENCES asked(session, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
	id        TEXT PRIMARY KEY,
	session   TEXT NOT NULL,
	item      TEXT NOT NULL,
	fact      TEXT NOT NULL CHECK (fact <> ''),
	basis     TEXT NOT NULL,
	nature    TEXT NOT NULL,
	severity  TEXT NOT NULL CHECK (severity IN ('slight', 'ordinary', 'serious', 'major')),
	amount    INTEGER NOT NULL,         -- fen; -1 none
	count     INTEGER NOT NULL,         -- -1 none
	occurred_from TEXT NOT NULL,
	occurred_to   TEXT NOT NULL,
	cause     TEXT NOT NULL,
	liable    TEXT NOT NULL,
	owner     TEXT NOT NULL,
	measure   TEXT NOT NULL,
	deadline  TEXT NOT NULL,
	evidence  TEXT NOT NULL,
	fixed_on_spot INTEGER NOT NULL CHECK (fixed_on_spot IN (0, 1)),
	author    TEXT NOT NULL REFERENCES person(no),
	at        INTEGER NOT NULL,
	withdrawn TEXT NOT NULL,            -- the reason, '' if it stands
	FOREIGN KEY (session, item) REFERENCES asked(session, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_by_session ON finding(session, item);

CREATE TABLE signature (
	session  TEXT NOT NULL REFERENCES session(id),
	person   TEXT NOT NULL REFERENCES person(no),
	capacity TEXT NOT NULL CHECK (capacity IN ('head', 'other')),
	digest   TEXT NOT NULL,             -- what was signed, hex
	key      TEXT NOT NULL,
	seq      INTEGER NOT NULL,
	at       INTEGER NOT NULL,
	PRIMARY KEY (session, capacity),
	UNIQUE (session, person)
) STRICT, WITHOUT ROWID;

-- What sealed sessions said of each item, by branch: it stands beside the item when it is asked again. Written at the
-- seal. at is the session's opening.
CREATE TABLE outcome (
	branch  TEXT NOT NULL REFERENCES branch(code),
	item    TEXT NOT NULL,
	at      INTEGER NOT NULL,
	session TEXT NOT NULL REFERENCES session(id),
	result  TEXT NOT NULL,
	PRIMARY KEY (branch, item, at, session)
) STRICT, WITHOUT ROWID;

-- What failed: an item with the result issue in a sealed session. Written at the seal, so that what comes back is
-- found without going through answers. at is the session's opening.
CREATE TABLE failure (
	branch  TEXT NOT NULL REFERENCES branch(code),
	item    TEXT NOT NULL,
	at      INTEGER NOT NULL,
	session TEXT NOT NULL REFERENCES session(id),
	edition TEXT NOT NULL,
	PRIMARY KEY (branch, item, at, session)
) STRICT, WITHOUT ROWID;
CREATE INDEX failure_by_time ON failure(at, branch, item);

-- Backups that were put back, and what was left behind by that.
CREATE TABLE recovery (
	id        TEXT PRIMARY KEY,
	source    TEXT NOT NULL,            -- name of the file
	reason    TEXT NOT NULL,
	lost_seq  INTEGER NOT NULL,         -- the last event of what stood there; 0: it could not be read
	lost_hash TEXT NOT NULL,            -- hex, or ''
	at        INTEGER NOT NULL,
	author    TEXT NOT NULL REFERENCES person(no)
) STRICT, WITHOUT ROWID;
