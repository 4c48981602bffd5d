-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every statement of the program, each after "-- name: x" (then enum sql_id has SQL_x).
-- Parameters are :named and are bound in order of first appearance. build-aux/sql.awk makes C of this.

-- ==== the journal (src/store) ====

-- name: chain_own
SELECT id FROM chain WHERE own = 1;

-- name: chain_add
INSERT INTO chain (id, own) VALUES (:id, :own);

-- name: chain_each
SELECT id, own FROM chain ORDER BY own, id;

-- name: head_get
SELECT seq, hash FROM head WHERE chain = :chain;

-- name: head_move
INSERT INTO head (chain, seq, hash) VALUES (:chain, :seq, :hash)
ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash;

-- name: event_add
INSERT INTO event (chain, seq, kind, at, key, prev, digest, hash, sig)
VALUES (:chain, :seq, :kind, :at, :key, :prev, :digest, :hash, :sig);

-- name: event_body_add
INSERT INTO event_body (chain, seq, salt, body) VALUES (:chain, :seq, :salt, :body);

-- name: event_each
SELECT e.seq, e.kind, e.at, e.key, e.prev, e.hash, b.body, k.person
FROM event e
LEFT JOIN event_body b ON b.chain = e.chain AND b.seq = e.seq
LEFT JOIN key k ON k.chain = e.chain AND k.id = e.key
WHERE e.chain = :chain AND e.seq >= :from ORDER BY e.seq;

-- name: key_public
SELECT public, person, until FROM key WHERE chain = :chain AND id = :key;

-- name: key_add
INSERT INTO key (chain, id, person, public, envelope_digest, since)
VALUES (:chain, :id, :person, :public, :envelope_digest, :since);

-- name: key_close
UPDATE key SET until = :until WHERE chain = :chain AND person = :person AND until IS NULL;

-- name: envelope_get
SELECT bytes FROM envelope WHERE key = :key;

-- name: envelope_set
INSERT INTO envelope (key, bytes) VALUES (:key, :bytes)
ON CONFLICT (key) DO UPDATE SET bytes = excluded.bytes;

-- name: envelope_drop
DELETE FROM envelope WHERE key = :key;

-- ==== domain: the statements of src/domain stand below this line ====
