#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A session that was opened by mistake is made void; it stays in the record.
. "${srcdir:-.}/tests/cli/lib.sh"

demo_store d
export ZICHA_DATA=d
echo 20260808202608 > pass
officer='--as 1001 --passphrase-file pass'

both void 1102-2026-012
has 2 'nobody acts' 'void records something: say who acts with --as STAFF_NO --passphrase-file FILE'
both void 1102-2026-012 $officer
has 3 'without a reason' 'say why the session is void'
both void 1102-2026-012 --as 110202 --passphrase-file pass --reason 误开
has 5 'by one who may not' '王芳'
both void 1102-2026-999 $officer --reason 误开
has 2 'one that is none' 'session 1102-2026-999 does not exist; zicha list shows all'
both void 1106-2026-012 $officer --reason 误开
has 5 'a sealed one' 'sealed'
run list --state void --json
json 'of all that, nothing was recorded' 'rows == []'

run void 1102-2026-012 $officer --today 2026-11-24 --reason 误开
has 0 'by a risk officer'
run list --state void --json
json 'it is void, and still there' '[r["number"] for r in rows] == ["1102-2026-012"]'
run list --state open --json
json 'and no longer open' 'rows == []'
run show 1102-2026-012
has 0 'who made it void, when and why' '作废：2026年11月24日    作废人：周建国（1001）' '作废原因：误开'
run show 1102-2026-012 --json
json 'for programs too' '(rows[0]["void_by"], rows[0]["void_reason"]) == ("1001", "误开") and rows[0]["void_at"] > "2026-11-24"'
both void 1102-2026-012 $officer --reason 误开
has 5 'once is enough' 'session 1102-2026-012 is void'
run verify
has 0 'the record holds'
finish
