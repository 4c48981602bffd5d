#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second verifier, written from doc/format.md alone: verify.py STORE... says "sound" or "changed" for each.
It checks the record (chains, events, bodies, signatures, heads, envelopes, whose key is whose), not the other tables."""
import hashlib, sqlite3, struct, sys

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A, B = P - 3, 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)
ENROLS = {1: (4, 2, 3), 4: (1, 2, 3)}  # kind: tags of person, public key, envelope digest; signed with the key in the body
REKEY, LEAVE = 5, 6

sm3 = lambda data: hashlib.new("sm3", data).digest()
num = lambda data: int.from_bytes(data, "big")
field = lambda tag, value: struct.pack(">HI", tag, len(value)) + value
whole = lambda tag, number: field(tag, struct.pack(">q", number))


class Changed(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Changed(what)


def add(p, q):  # affine points, None is the point at infinity
    if not p or not q:
        return p or q
    if p[0] == q[0] and (p[1] + q[1]) % P == 0:
        return None
    if p == q:
        slope = (3 * p[0] * p[0] + A) * pow(2 * p[1], -1, P)
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P)
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def two_times(s, g, t, q):  # s g + t q
    both, sum = add(g, q), None
    for bit in range(255, -1, -1):
        sum = add(sum, sum)
        sum = add(sum, (None, g, q, both)[(s >> bit & 1) + 2 * (t >> bit & 1)])
    return sum


def der_int(sig, at):
    need(sig[at] == 2 and 0 < sig[at + 1] < 34, "signature is no DER")
    v = sig[at + 2:at + 2 + sig[at + 1]]
    need(len(v) == sig[at + 1] and v[0] < 128 and not (len(v) > 1 and v[0] == 0 and v[1] < 128), "signature is no DER")
    return num(v), at + 2 + len(v)


def check_signature(public, message, sig):
    q = num(public[1:33]), num(public[33:])
    need(public[0] == 4 and max(q) < P and (q[1] ** 2 - q[0] ** 3 - A * q[0] - B) % P == 0, "key is off the curve")
    need(len(sig) > 7 and sig[0] == 48 and sig[1] == len(sig) - 2, "signature is no DER")
    r, at = der_int(sig, 2)
    s, at = der_int(sig, at)
    need(at == len(sig) and 0 < r < N and 0 < s < N and (r + s) % N, "signature is out of range")
    z = sm3(b"\0\x80" + b"1234567812345678" + b"".join(v.to_bytes(32, "big") for v in (A, B) + G + q))
    point = two_times(s, G, (r + s) % N, q)
    need(point and (num(sm3(z + message)) + point[0]) % N == r, "signature does not hold")


def fields(body):
    out, at, last = {}, 0, 0
    while at < len(body):
        need(len(body) - at >= 6, "body is cut short")
        tag, size = struct.unpack(">HI", body[at:at + 6])
        need(tag > last and size <= len(body) - at - 6, "body is no run of fields")
        out[tag], at, last = body[at + 6:at + 6 + size], at + 6 + size, tag
    return out


def check_event(chain, row, before, keys):
    seq, kind, at, key, prev, digest, hash, sig, salt, body = row
    need(seq == before[0] + 1 and prev == before[1], f"{chain}-{seq} does not follow {before[0]}")
    need(salt is not None and sm3(salt + body) == digest, f"{chain}-{seq}: content")
    need(hash == sm3(field(1, b"zicha event 1") + whole(2, 1) + field(3, chain.encode()) + whole(4, seq) + field(5, prev)
                     + whole(6, kind) + whole(7, at) + field(8, key.encode()) + field(9, digest)), f"{chain}-{seq}: hash")
    f = fields(body)
    if kind in ENROLS:
        person, public, envelope = (f[tag] for tag in ENROLS[kind])
    else:
        need(key in keys and keys[key]["open"], f"{chain}-{seq}: key")
        public = keys[key]["public"]
    need(len(public) == 65 and key == sm3(public).hex()[:32], f"{chain}-{seq}: key id")
    check_signature(public, field(1, b"zicha signature 1") + field(2, hash), sig)
    if kind in ENROLS or kind == LEAVE:
        gone = f[1] if kind == LEAVE else person
        for k in keys.values():
            if k["person"] == gone and k["open"]:
                k["open"], k["until"] = False, seq
    if kind in ENROLS:
        keys[key] = {"person": person, "public": public, "envelope": envelope, "open": True, "since": seq, "until": None}
    elif kind == REKEY:
        keys[key]["envelope"] = f[1]
    return seq, hash


def check_store(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = lambda sql, *values: db.execute(sql, values).fetchall()
    need(rows("PRAGMA application_id") == [(0x7A696368,)], "is no store")
    chains, envelopes = dict(rows("SELECT id, own FROM chain")), dict(rows("SELECT key, bytes FROM envelope"))
    need(list(chains.values()) == [1], "one chain, the own one")
    need({c for c, in rows("SELECT chain FROM event UNION SELECT chain FROM event_body UNION SELECT chain FROM head")}
         <= set(chains), "a chain that is not listed")
    expected = {}
    for chain, own in chains.items():
        keys, last = {}, (0, bytes(32))
        for row in rows("SELECT e.seq, kind, at, key, prev, digest, hash, sig, salt, body FROM event e LEFT JOIN event_body b"
                        " USING (chain, seq) WHERE chain = ? ORDER BY e.seq", chain):
            last = check_event(chain, row, last, keys)
        need(rows("SELECT seq, hash FROM head WHERE chain = ?", chain) == [last][:last[0]], f"head of {chain}")
        need(rows("SELECT count(*) FROM event_body WHERE chain = ?", chain) == [(last[0],)], "bodies")
        expected.update({k: v["envelope"] for k, v in keys.items()} if own else {})
        need(sorted(rows("SELECT id, person, public, envelope_digest, since, until FROM key WHERE chain = ?", chain))
             == sorted((k, v["person"].decode(), v["public"], v["envelope"], v["since"], v["until"])
                       for k, v in keys.items()), "whose key is whose")
    need({k: sm3(v) for k, v in envelopes.items()} == expected, "envelopes")


worst = 0
for path in sys.argv[1:]:
    try:
        check_store(path)
        print(f"{path}: sound")
    except Exception as fault:  # whatever a changed file makes of this program: it is not sound
        print(f"{path}: changed: {fault!r}")
        worst = 1
sys.exit(worst)
