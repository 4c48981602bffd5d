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
WHERE e.chain = :chain AND e.seq >= :from ORDER BY e.seq LIMIT :limit;

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

-- name: event_walk
SELECT e.seq, e.kind, e.at, e.key, e.prev, e.digest, e.hash, e.sig, b.salt, b.body
FROM event e LEFT JOIN event_body b ON b.chain = e.chain AND b.seq = e.seq
WHERE e.chain = :chain ORDER BY e.seq;

-- name: event_last_at
SELECT at FROM event WHERE chain = :chain ORDER BY seq DESC LIMIT 1;

-- name: event_count
SELECT count(*) FROM event;

-- name: event_hash
SELECT hash FROM event WHERE chain = :chain AND seq = :seq;

-- name: verify_chains
SELECT id, own FROM chain UNION SELECT chain, 0 FROM event WHERE chain NOT IN (SELECT id FROM chain)
UNION SELECT chain, 0 FROM head WHERE chain NOT IN (SELECT id FROM chain) ORDER BY own, id;

-- name: verify_bodies
SELECT b.chain, b.seq FROM event_body b
WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.chain = b.chain AND e.seq = b.seq) ORDER BY b.chain, b.seq;

-- name: verify_keys
SELECT id, person, envelope_digest, chain IN (SELECT id FROM chain WHERE own = 1) FROM key ORDER BY id;

-- name: verify_envelopes
SELECT key, bytes FROM envelope ORDER BY key;

-- name: schema_objects
SELECT coalesce(type, ''), coalesce(name, ''), coalesce(sql, '') FROM sqlite_schema ORDER BY 2, 1, 3;

-- name: schema_tables
SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name;

-- name: schema_columns
SELECT name, pk FROM pragma_table_info(:table) ORDER BY cid;

-- ==== domain: the statements of src/domain stand below this line ====

-- ---------------------------------------------------------------------------
-- Organisation and people

-- name: org_put
INSERT INTO org(chain, name, founded_at) VALUES (:chain, :name, :at);
-- name: org_name
SELECT name FROM org ORDER BY founded_at, chain LIMIT 1;

-- name: genesis_branch_put
INSERT INTO branch(code, name, profile) VALUES (:branch, :branch_name, :profile);
-- name: branch_put
INSERT INTO branch(code, name, profile) VALUES (:code, :name, :profile)
ON CONFLICT(code) DO UPDATE SET name = excluded.name, profile = excluded.profile;
-- name: branch_all
SELECT code, name, profile FROM branch ORDER BY code;
-- name: branch_exists
SELECT count(*) FROM branch WHERE code = :code;
-- name: branch_profile
SELECT profile FROM branch WHERE code = :code;

-- name: genesis_person_put
INSERT INTO person(no, name, role, post, branch, may_enrol, left_at)
VALUES (:person, :person_name, :role, :post, :branch, 0, 0);
-- name: person_put
INSERT INTO person(no, name, role, post, branch, may_enrol, left_at)
VALUES (:no, :name, :role, :post, :branch, :may_enrol, 0)
ON CONFLICT(no) DO UPDATE SET name = excluded.name, role = excluded.role, post = excluded.post,
	branch = excluded.branch, may_enrol = excluded.may_enrol;
-- name: person_leave
UPDATE person SET left_at = :at, may_enrol = 0 WHERE no = :person;
-- name: person_may_enrol
SELECT may_enrol FROM person WHERE no = :person AND left_at = 0;
-- name: person_enrolled
UPDATE person SET may_enrol = 0 WHERE no = :person;
-- name: person_all
SELECT p.no, p.name, p.role, p.post, p.branch, p.left_at,
	EXISTS (SELECT 1 FROM key k WHERE k.person = p.no AND k.until IS NULL)
FROM person p ORDER BY p.no;
-- name: person_of_branch
SELECT p.no, p.name, p.role, p.post, p.branch, p.left_at,
	EXISTS (SELECT 1 FROM key k WHERE k.person = p.no AND k.until IS NULL)
FROM person p WHERE p.branch = :branch ORDER BY p.no;
-- name: person_name
SELECT name FROM person WHERE no = :no;
-- name: person_find
SELECT p.no, p.name, p.role, p.post, p.branch, p.left_at,
	EXISTS (SELECT 1 FROM key k WHERE k.person = p.no AND k.until IS NULL)
FROM person p WHERE p.no = :no;

-- name: key_put
INSERT INTO key(chain, id, person, public, envelope_digest, since)
VALUES (:chain, :signer, :person, :public, :envelope, :seq);
-- name: key_end_of_person
UPDATE key SET until = :seq WHERE chain = :chain AND person = :person AND until IS NULL;
-- name: key_rekey
UPDATE key SET envelope_digest = :envelope WHERE chain = :chain AND id = :signer;
-- name: envelope_of_person
SELECT v.bytes FROM key k JOIN envelope v ON v.key = k.id WHERE k.person = :person AND k.until IS NULL;
-- name: failures_put
INSERT INTO failures(id, person, count, first, last) VALUES (:ref, :actor, :count, :first, :last);

-- ---------------------------------------------------------------------------
-- Editions of the library and their items

-- name: edition_put
INSERT INTO edition(digest, line, code, name, edition, text, adopted_at)
VALUES (:digest, :line, :code, :name, :edition, :text, :at);
-- name: edition_exists
SELECT count(*) FROM edition WHERE digest = :digest;
-- name: edition_code
SELECT code FROM edition WHERE digest = :digest AND line = :line;
-- name: item_put
INSERT INTO item(edition, pos, code, title, section, question, look, method, why, source, posts, bases, measure,
	severity, weight, value, evidence, two_person, sample, condition, after, frequency, retired)
VALUES (:edition, :pos, :code, :title, :section, :question, :look, :method, :why, :source, :posts, :bases, :measure,
	:severity, :weight, :value, :evidence, :two_person, :sample, :condition, :after, :frequency, :retired);

-- name: edition_text
SELECT text, edition FROM edition WHERE digest = :digest AND line = :line;
-- A code of the one that the other does not have.
-- name: edition_code_gone
SELECT i.code FROM item i WHERE i.edition = :before
	AND NOT EXISTS (SELECT 1 FROM item n WHERE n.edition = :after AND n.code = i.code) ORDER BY i.code LIMIT 1;

-- name: publication_put
INSERT INTO publication(id, chain, ordinal, edition, note, at, author)
VALUES (:id, :chain, :ordinal, :edition, :note, :at, :author);
-- name: published_put
INSERT INTO published(publication, pos, line, edition) VALUES (:publication, :pos, :line, :edition);
-- part: publication_row
SELECT p.id, p.edition, p.note, p.at, p.author, w.name,
	(SELECT count(*) FROM published d WHERE d.publication = p.id AND d.line <> ''),
	(SELECT count(*) FROM published d JOIN item i ON i.edition = d.edition WHERE d.publication = p.id),
	(SELECT count(*) FROM published d JOIN edition e ON e.digest = d.edition
		WHERE d.publication = p.id AND e.edition = p.edition)
FROM publication p JOIN person w ON w.no = p.author
-- name: publication_all
{publication_row} WHERE p.ordinal > 0 ORDER BY p.ordinal DESC, p.at DESC, p.id DESC;
-- name: publication_latest
{publication_row} WHERE p.ordinal > 0 ORDER BY p.ordinal DESC, p.at DESC, p.id DESC LIMIT 1;
-- name: publication_latest_id
SELECT id FROM publication WHERE ordinal > 0 ORDER BY ordinal DESC, at DESC, id DESC LIMIT 1;
-- name: publication_of_edition
SELECT id FROM publication WHERE ordinal = :ordinal ORDER BY at DESC, id DESC LIMIT 1;
-- name: publication_of_chain
SELECT id, edition FROM publication WHERE chain = :chain ORDER BY ordinal DESC LIMIT 1;
-- name: published
SELECT d.line, e.text, d.edition FROM published d JOIN edition e ON e.digest = d.edition
WHERE d.publication = :publication ORDER BY d.pos;
-- name: item_editions
SELECT p.edition, i.title || char(31) || i.section || char(31) || i.question || char(31) || i.look || char(31) || i.method
	|| char(31) || i.why || char(31) || i.source || char(31) || i.posts || char(31) || i.bases || char(31) || i.measure
	|| char(31) || i.severity || char(31) || i.weight || char(31) || i.value || char(31) || i.two_person || char(31)
	|| i.evidence || char(31) || i.sample || char(31) || i.condition || char(31) || i.after || char(31) || i.frequency
	|| char(31) || i.retired
FROM publication p JOIN published d ON d.publication = p.id AND d.line = :line
JOIN item i ON i.edition = d.edition AND i.code = :code
WHERE p.ordinal > 0 ORDER BY p.ordinal DESC, p.at DESC, p.id DESC;
-- name: published_line
SELECT edition FROM published WHERE publication = :publication AND line = :line;

-- ---------------------------------------------------------------------------
-- Sessions

-- name: session_put
INSERT INTO session(id, number, branch, kind, title, lines, state, opened_at, opened_by, sealed_at,
	items, conform, issue, na, not_checked, pending, findings, worst, slight, ordinary, serious, major, signers)
VALUES (:id, :number, :branch, :kind, :title, '', 'open', :at, :actor, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '');
-- name: session_opened
UPDATE session SET (lines, items) = (SELECT :lines, count(*) FROM asked WHERE session = :id) WHERE id = :id;
-- name: session_line_put
INSERT INTO session_line(session, pos, line, edition, opened_at) VALUES (:session, :pos, :line, :edition, :at);
-- name: asked_put
INSERT INTO asked(session, pos, item, edition) VALUES (:session, :pos, :item, :edition);
-- name: skipped_put
INSERT INTO skipped(session, item, edition, reason) VALUES (:session, :item, :edition, :reason);
-- name: skipped
SELECT k.item, i.title, k.reason FROM skipped k JOIN item i ON i.edition = k.edition AND i.code = k.item
WHERE k.session = :session ORDER BY k.item;
-- name: session_count_of_year
SELECT count(*) FROM session
WHERE branch = :branch AND opened_at >= :from AND opened_at < :until AND id LIKE :chain || '-%';
-- name: session_state
SELECT state, number FROM session WHERE id = :id;
-- name: session_branch
SELECT branch FROM session WHERE id = :id;
-- name: session_void
UPDATE session SET state = 'void' WHERE id = :session;
-- name: voided_put
INSERT INTO voided(session, person, at, reason) VALUES (:session, :actor, :at, :reason);
-- name: voided
SELECT o.person, p.name, o.at, o.reason FROM voided o JOIN person p ON p.no = o.person WHERE o.session = :session;

-- Apart from each other: an answer moves no index.
-- name: session_recount
UPDATE session SET
	(conform, issue, na, not_checked, pending) =
		(SELECT count(*) FILTER (WHERE result = 'conform'), count(*) FILTER (WHERE result = 'issue'),
			count(*) FILTER (WHERE result = 'na'), count(*) FILTER (WHERE result = 'not_checked'),
			count(*) FILTER (WHERE result = 'pending')
		 FROM answer WHERE answer.session = :session)
WHERE id = :session;
-- name: session_recount_findings
UPDATE session SET
	(findings, worst, slight, ordinary, serious, major) =
		(SELECT count(*), coalesce(max(CASE severity WHEN 'slight' THEN 1 WHEN 'ordinary' THEN 2
				WHEN 'serious' THEN 3 ELSE 4 END), 0),
			count(*) FILTER (WHERE severity = 'slight'), count(*) FILTER (WHERE severity = 'ordinary'),
			count(*) FILTER (WHERE severity = 'serious'), count(*) FILTER (WHERE severity = 'major')
		 FROM finding WHERE finding.session = :session AND withdrawn = '')
WHERE id = :session;

-- The lists. Which sessions they are is told by one index alone, the one that fits the filter best (all that is asked
-- stands in it); only what is shown is fetched. Bounds are (time, id), both ends left out.
-- part: session_row
s.id, s.number, s.branch, b.name, s.kind, s.title, s.lines, s.state, s.opened_at, s.opened_by, p.name,
	s.sealed_at, s.items, s.conform, s.issue, s.na, s.not_checked, s.pending, s.findings, s.worst, s.signers,
	s.slight, s.ordinary, s.serious, s.major
-- part: session_joins
JOIN branch b ON b.code = s.branch JOIN person p ON p.no = s.opened_by
-- part: of_kind_and_line
(:kind IS NULL OR s.kind = :kind) AND (:line IS NULL OR EXISTS
	(SELECT 1 FROM session_line l WHERE l.line = :line AND l.opened_at = s.opened_at AND l.session = s.id))
-- part: bad_enough_and_within
s.worst >= :least AND (s.opened_at, s.id) > (:from, :from_id) AND (s.opened_at, s.id) < (:until, :until_id)
-- part: from_keys
FROM session s INDEXED BY session_by_time
WHERE (:branch IS NULL OR s.branch = :branch) AND (:state IS NULL OR s.state = :state) AND {of_kind_and_line}
	AND {bad_enough_and_within} ORDER BY s.opened_at DESC, s.id DESC LIMIT :limit
-- part: keys
SELECT s.id, s.opened_at {from_keys}
-- part: keys_oldest
SELECT s.id, s.opened_at FROM session s INDEXED BY session_by_time
WHERE (:branch IS NULL OR s.branch = :branch) AND (:state IS NULL OR s.state = :state) AND {of_kind_and_line}
	AND {bad_enough_and_within} ORDER BY s.opened_at, s.id LIMIT :limit
-- part: from_keys_of_branch
FROM session s INDEXED BY session_by_branch
WHERE s.branch = :branch AND (:state IS NULL OR s.state = :state) AND {of_kind_and_line}
	AND {bad_enough_and_within} ORDER BY s.opened_at DESC, s.id DESC LIMIT :limit
-- part: keys_of_branch
SELECT s.id, s.opened_at {from_keys_of_branch}
-- part: from_keys_of_state
FROM session s INDEXED BY session_by_state
WHERE (:branch IS NULL OR s.branch = :branch) AND s.state = :state AND {of_kind_and_line}
	AND {bad_enough_and_within} ORDER BY s.opened_at DESC, s.id DESC LIMIT :limit
-- part: keys_of_state
SELECT s.id, s.opened_at {from_keys_of_state}
-- part: from_keys_of_line
FROM session_line l INDEXED BY session_line_by_line JOIN session s ON s.id = l.session
WHERE (:branch IS NULL OR s.branch = :branch) AND (:state IS NULL OR s.state = :state)
	AND (:kind IS NULL OR s.kind = :kind) AND l.line = :line AND s.worst >= :least
	AND (l.opened_at, l.session) > (:from, :from_id) AND (l.opened_at, l.session) < (:until, :until_id)
ORDER BY l.opened_at DESC, l.session DESC LIMIT :limit
-- part: keys_of_line
SELECT s.id, s.opened_at {from_keys_of_line}
-- part: rows_of_those
k CROSS JOIN session s ON s.id = k.id {session_joins}
-- name: session_list
SELECT {session_row} FROM ({keys}) {rows_of_those} ORDER BY k.opened_at DESC, k.id DESC;
-- name: session_list_oldest
SELECT {session_row} FROM ({keys_oldest}) {rows_of_those} ORDER BY k.opened_at, k.id;
-- name: session_list_of_branch
SELECT {session_row} FROM ({keys_of_branch}) {rows_of_those} ORDER BY k.opened_at DESC, k.id DESC;
-- name: session_list_of_state
SELECT {session_row} FROM ({keys_of_state}) {rows_of_those} ORDER BY k.opened_at DESC, k.id DESC;
-- name: session_list_of_line
SELECT {session_row} FROM ({keys_of_line}) {rows_of_those} ORDER BY k.opened_at DESC, k.id DESC;
-- part: key
SELECT s.id, s.slight, s.ordinary, s.serious, s.major
-- name: session_keys
{key} {from_keys};
-- name: session_keys_of_branch
{key} {from_keys_of_branch};
-- name: session_keys_of_state
{key} {from_keys_of_state};
-- name: session_keys_of_line
{key} {from_keys_of_line};
-- name: session_count
SELECT count(*) FROM ({keys});
-- name: session_count_of_branch
SELECT count(*) FROM ({keys_of_branch});
-- name: session_count_of_state
SELECT count(*) FROM ({keys_of_state});
-- name: session_count_of_line
SELECT count(*) FROM ({keys_of_line});
-- name: session_get
SELECT {session_row} FROM session s {session_joins} WHERE s.id = :id;

-- name: session_of_number
SELECT {session_row} FROM session s {session_joins} WHERE s.number = :number;

-- ---------------------------------------------------------------------------
-- The checklist and its answers

-- name: checklist
SELECT k.edition, k.pos, i.code, i.title, i.section, i.question, i.condition, i.two_person, i.severity, i.evidence, i.value,
	coalesce(a.result, ''), coalesce(a.note, ''), coalesce(a.value, ''), coalesce(a.evidence, ''),
	coalesce(a.author, ''), coalesce(a.witness, ''), coalesce(a.at, 0)
FROM asked k
JOIN item i ON i.edition = k.edition AND i.code = k.item
LEFT JOIN answer a ON a.session = k.session AND a.item = k.item
WHERE k.session = :session ORDER BY k.pos;

-- The rest of all items, or of one.
-- part: item_texts
SELECT k.item, i.look, i.method, i.why, i.source, i.posts, i.bases, i.measure, i.sample, i.after, i.frequency, i.weight
FROM asked k
JOIN item i ON i.edition = k.edition AND i.code = k.item
-- name: checklist_texts
{item_texts} WHERE k.session = :session;
-- name: checklist_texts_of
{item_texts} WHERE k.session = :session AND k.item = :item;

-- name: checklist_findings
SELECT item, count(*), sum(evidence = '') FROM finding WHERE session = :session AND withdrawn = '' GROUP BY item;

-- name: session_lines
SELECT l.line, e.name, l.edition FROM session_line l JOIN edition e ON e.digest = l.edition
WHERE l.session = :session ORDER BY l.pos;

-- No more than it takes to tell which items want an answer.
-- name: checklist_waits
SELECT k.item, i.condition, coalesce(a.result, '')
FROM asked k
JOIN item i ON i.edition = k.edition AND i.code = k.item
LEFT JOIN answer a ON a.session = k.session AND a.item = k.item
WHERE k.session = :session ORDER BY k.pos;

-- What the branch's sealed sessions before this one said of its items within two years: when and what last, how often an
-- item failed in twelve months (from the day on that review_since() gives), and the words of the last finding. Of all
-- items, or of one.
-- part: outcome_before
h.branch = me.branch AND h.item = k.item AND h.at >= me.opened_at - 732 * 86400 AND h.at <= me.opened_at
	AND h.session <> me.id
-- part: this_session
(SELECT id, branch, opened_at, strftime('%s', opened_at + 28800, 'unixepoch', 'start of day', '-12 months') - 28800 AS since
	FROM session WHERE id = :session LIMIT 1) me
-- part: failures_before
(SELECT count(*) FROM failure h WHERE {outcome_before} AND h.at >= me.since)
-- part: item_before
SELECT k.item, {failures_before},
	(SELECT h.at || ' ' || h.result FROM outcome h WHERE {outcome_before} ORDER BY h.at DESC, h.session DESC LIMIT 1),
	(SELECT h.at || ' ' || coalesce((SELECT f.fact FROM finding f WHERE f.session = h.session AND f.item = h.item
			AND f.withdrawn = '' ORDER BY f.at DESC LIMIT 1), '')
	 FROM failure h WHERE {outcome_before} ORDER BY h.at DESC, h.session DESC LIMIT 1)
FROM {this_session} JOIN asked k ON k.session = me.id
-- name: checklist_before
{item_before};
-- name: checklist_before_of
{item_before} WHERE k.item = :item;
-- name: checklist_failures
SELECT k.item, {failures_before} FROM {this_session} JOIN asked k ON k.session = me.id
WHERE k.pos BETWEEN :first AND :last;

-- name: asked_exists
SELECT count(*) FROM asked WHERE session = :session AND item = :item;
-- name: asked_two_person
SELECT i.two_person FROM asked k JOIN item i ON i.edition = k.edition AND i.code = k.item
WHERE k.session = :session AND k.item = :item;
-- name: answer_put
INSERT INTO answer(session, item, result, note, value, evidence, author, witness, at, event)
VALUES (:session, :item, :result, :note, :value, :evidence, :actor, '', :at, :ref)
ON CONFLICT(session, item) DO UPDATE SET result = excluded.result, note = excluded.note, value = excluded.value,
	evidence = excluded.evidence, author = excluded.author, witness = '', at = excluded.at, event = excluded.event;
-- name: answer_witness
UPDATE answer SET witness = :actor WHERE session = :session AND item = :item;
-- name: answer_author
SELECT author, event FROM answer WHERE session = :session AND item = :item;
-- name: answer_is_issue
SELECT count(*) FROM answer WHERE session = :session AND item = :item AND result = 'issue';

-- ---------------------------------------------------------------------------
-- Findings

-- name: finding_put
INSERT INTO finding(id, session, item, fact, basis, nature, severity, amount, count, occurred_from, occurred_to, cause,
	liable, owner, measure, deadline, evidence, fixed_on_spot, author, at, withdrawn)
VALUES (:ref, :session, :item, :fact, :basis, :nature, :severity, :amount, :count, :occurred_from, :occurred_to, :cause,
	:liable, :owner, :measure, :deadline, :evidence, :fixed_on_spot, :actor, :at, '');
-- name: finding_change
UPDATE finding SET fact = :fact, basis = :basis, nature = :nature, severity = :severity, amount = :amount,
	count = :count, occurred_from = :occurred_from, occurred_to = :occurred_to, cause = :cause, liable = :liable,
	owner = :owner, measure = :measure, deadline = :deadline, evidence = :evidence, fixed_on_spot = :fixed_on_spot,
	author = :actor, at = :at
WHERE id = :id;
-- name: finding_withdraw
UPDATE finding SET withdrawn = :reason WHERE id = :finding;
-- name: finding_exists
SELECT count(*) FROM finding WHERE id = :id AND session = :session AND item = :item AND withdrawn = '';
-- name: finding_place
SELECT session, item FROM finding WHERE id = :id AND withdrawn = '';
-- name: finding_count_of_item
SELECT count(*) FROM finding WHERE session = :session AND item = :item AND withdrawn = '';
-- name: finding_of_session
SELECT f.id, f.session, f.item, f.fact, f.basis, f.nature, f.occurred_from, f.occurred_to, f.cause, f.liable, f.owner,
	f.measure, f.deadline, f.evidence, f.author, p.name, i.title, f.severity, f.amount, f.count, f.fixed_on_spot, f.at
FROM finding f JOIN asked k ON k.session = f.session AND k.item = f.item
JOIN item i ON i.edition = k.edition AND i.code = k.item JOIN person p ON p.no = f.author
WHERE f.session = :session AND (:item IS NULL OR f.item = :item) AND f.withdrawn = ''
ORDER BY k.pos, length(f.id), f.id;

-- ---------------------------------------------------------------------------
-- Sign-off

-- name: signature_put
INSERT INTO signature(session, person, capacity, digest, at, key, seq)
VALUES (:session, :person, :capacity, :digest, :at, :key, :seq);
-- name: signature_remove
DELETE FROM signature WHERE session = :session;
-- name: signature_of_session
SELECT g.person, p.name, g.capacity, g.at, g.digest, g.key, g.seq FROM signature g JOIN person p ON p.no = g.person
WHERE g.session = :session ORDER BY g.seq;
-- name: session_signed
UPDATE session SET
	state = CASE state WHEN 'open' THEN 'ready' ELSE 'sealed' END,
	sealed_at = CASE state WHEN 'open' THEN 0 ELSE :at END,
	signers = signers || CASE signers WHEN '' THEN '' ELSE ' ' END || (SELECT name FROM person WHERE no = :actor)
WHERE id = :session;
-- name: waiting_to_skipped
INSERT INTO skipped(session, item, edition, reason)
SELECT k.session, k.item, k.edition, i.condition
FROM asked k JOIN item i ON i.edition = k.edition AND i.code = k.item JOIN session s ON s.id = k.session
WHERE k.session = :session AND s.state = 'sealed'
	AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.session = k.session AND a.item = k.item);
-- name: waiting_remove
DELETE FROM asked WHERE session = :session AND (SELECT state FROM session WHERE id = asked.session) = 'sealed'
	AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.session = asked.session AND a.item = asked.item);
-- name: session_items
UPDATE session SET items = (SELECT count(*) FROM asked WHERE asked.session = session.id) WHERE id = :session;
-- name: outcome_put
INSERT INTO outcome(branch, item, at, session, result)
SELECT s.branch, a.item, s.opened_at, s.id, a.result FROM session s JOIN answer a ON a.session = s.id
WHERE s.id = :session AND s.state = 'sealed';
-- name: outcome_last
SELECT at, result FROM outcome WHERE branch = :branch AND item = :item ORDER BY at DESC, session DESC LIMIT 1;
-- name: failure_put
INSERT INTO failure(branch, item, at, session, edition)
SELECT s.branch, a.item, s.opened_at, s.id, k.edition
FROM session s JOIN answer a ON a.session = s.id JOIN asked k ON k.session = a.session AND k.item = a.item
WHERE s.id = :session AND s.state = 'sealed' AND a.result = 'issue';
-- name: session_unsigned
UPDATE session SET state = 'open', signers = '' WHERE id = :session;

-- What is signed, in walking order; the fields are joined by U+001F, which no text holds.
-- name: digest_asked
SELECT k.item || char(31) || k.edition FROM asked k WHERE k.session = :session ORDER BY k.pos;
-- name: digest_answers
SELECT a.item || char(31) || a.result || char(31) || a.note || char(31) || a.value || char(31) || a.evidence
	|| char(31) || a.author || char(31) || a.witness || char(31) || a.at
FROM asked k JOIN answer a ON a.session = k.session AND a.item = k.item WHERE k.session = :session ORDER BY k.pos;
-- name: digest_findings
SELECT f.id || char(31) || f.item || char(31) || f.fact || char(31) || f.basis || char(31) || f.nature || char(31)
	|| f.severity || char(31) || f.amount || char(31) || f.count || char(31) || f.occurred_from || char(31)
	|| f.occurred_to || char(31) || f.cause || char(31) || f.liable || char(31) || f.owner || char(31) || f.measure
	|| char(31) || f.deadline || char(31) || f.evidence || char(31) || f.fixed_on_spot || char(31) || f.author
	|| char(31) || f.at
FROM finding f JOIN asked k ON k.session = f.session AND k.item = f.item
WHERE f.session = :session AND f.withdrawn = '' ORDER BY k.pos, length(f.id), f.id;

-- ---------------------------------------------------------------------------
-- What comes back. Columns that are not counted are those of the latest row (SQLite: with a single max(); over all branches
-- the index alone is counted, and the latest row looked up only of what comes back).

-- name: review_of_branch
SELECT r.branch, b.name, r.item, i.title, r.times, 1, r.last, r.session,
	coalesce((SELECT f.fact FROM finding f WHERE f.session = r.session AND f.item = r.item AND f.withdrawn = ''
		ORDER BY f.at DESC LIMIT 1), '')
FROM (SELECT branch, item, count(*) AS times, max(at) AS last, session, edition FROM failure
	WHERE branch = :branch AND at >= :since GROUP BY item HAVING count(*) >= :least) r
JOIN branch b ON b.code = r.branch JOIN item i ON i.edition = r.edition AND i.code = r.item
ORDER BY r.times DESC, r.last DESC, r.item LIMIT :limit;
-- name: review_of_all
SELECT r.branch, b.name, r.item, i.title, g.times, 1, g.last, r.session,
	coalesce((SELECT f.fact FROM finding f WHERE f.session = r.session AND f.item = r.item AND f.withdrawn = ''
		ORDER BY f.at DESC LIMIT 1), '')
FROM (SELECT branch, item, count(*) AS times, max(at) AS last
	FROM failure INDEXED BY failure_by_time WHERE at >= :since GROUP BY branch, item HAVING count(*) >= :least) g
CROSS JOIN failure r ON r.branch = g.branch AND r.item = g.item AND r.at = g.last AND r.session = (SELECT max(session)
	FROM failure l WHERE l.branch = g.branch AND l.item = g.item AND l.at = g.last)
JOIN branch b ON b.code = r.branch JOIN item i ON i.edition = r.edition AND i.code = r.item
ORDER BY g.times DESC, g.last DESC, r.branch, r.item LIMIT :limit;
-- name: review_count_of_branch
SELECT count(*) FROM (SELECT 1 FROM failure WHERE branch = :branch AND at >= :since GROUP BY item HAVING count(*) >= :least);
-- name: review_count_of_all
SELECT count(*) FROM (SELECT 1 FROM failure INDEXED BY failure_by_time WHERE at >= :since
	GROUP BY branch, item HAVING count(*) >= :least);
-- name: review_of_items
SELECT '', '', r.item, i.title, r.times, r.branches, r.last, r.session, ''
FROM (SELECT item, count(*) AS times, count(DISTINCT branch) AS branches, max(at) AS last, session, edition
	FROM failure INDEXED BY failure_by_time WHERE at >= :since GROUP BY item) r
JOIN item i ON i.edition = r.edition AND i.code = r.item ORDER BY r.item;

-- ---------------------------------------------------------------------------
-- What waits

-- name: waiting_items
SELECT a.session, s.number, s.branch, b.name, a.item, i.title, p.name, a.note, a.at
FROM session s INDEXED BY session_by_state
CROSS JOIN answer a ON a.session = s.id
JOIN branch b ON b.code = s.branch JOIN person p ON p.no = a.author
JOIN asked k ON k.session = a.session AND k.item = a.item JOIN item i ON i.edition = k.edition AND i.code = a.item
WHERE s.state IN ('open', 'ready') AND (:branch IS NULL OR s.branch = :branch) AND a.result = 'pending'
ORDER BY a.at, a.session, a.item LIMIT :limit;

-- part: self_checked
SELECT 1 FROM session s INDEXED BY session_by_branch
	WHERE s.branch = b.code AND s.state = 'sealed' AND s.kind = 'self_check'
-- name: waiting_branches
SELECT b.code, b.name,
	NOT EXISTS ({self_checked} AND s.opened_at >= :last_quarter AND s.opened_at < :this_quarter),
	coalesce((SELECT s.opened_at FROM session s INDEXED BY session_by_branch
		WHERE s.branch = b.code AND s.state = 'sealed' AND s.kind = 'self_check' ORDER BY s.opened_at DESC LIMIT 1), 0),
	EXISTS (SELECT 1 FROM session s INDEXED BY session_by_branch WHERE s.branch = b.code AND s.state IN ('open', 'ready')
		AND s.kind = 'self_check' AND s.opened_at >= :last_month AND s.opened_at < :this_month)
FROM branch b WHERE NOT EXISTS ({self_checked} AND s.opened_at >= :last_month AND s.opened_at < :this_month)
ORDER BY 3 DESC, b.code;

-- name: recovery_put
INSERT INTO recovery(id, source, reason, lost_seq, lost_hash, at, author)
VALUES (:ref, :source, :reason, :lost_seq, :lost_hash, :at, :actor);

-- name: recovery_all
SELECT r.id, r.source, r.reason, r.lost_seq, r.lost_hash, r.at, r.author, p.name
FROM recovery r JOIN person p ON p.no = r.author ORDER BY r.at, r.id;
