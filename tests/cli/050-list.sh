#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Past sessions: filters, the table, the fields of JSON.
. "${srcdir:-.}/tests/cli/lib.sh"

demo_store d
export ZICHA_DATA=d
run list --json
cp out all
json 'the fields' 'all({"session", "number", "branch", "kind", "lines", "state", "opened_at", "sealed_at", "items", "conform", "issue", "na", "not_checked", "pending", "findings", "signers"} <= set(r) for r in rows)'
json 'their types' 'all(isinstance(r["lines"], list) and isinstance(r["signers"], list) and isinstance(r["findings"], int) and isinstance(r["branch"], str) for r in rows)'
json 'newest first' '[r["opened_at"] for r in rows] == sorted((r["opened_at"] for r in rows), reverse=True)'
json 'times with their zone' 'all(r["opened_at"].endswith("+08:00") for r in rows)'
json 'what is sealed has time and two signers' 'all((r["state"] == "sealed") == bool(r["sealed_at"]) == (len(r["signers"]) == 2) for r in rows)'
json 'counts add up' 'all(r["conform"] + r["issue"] + r["na"] + r["not_checked"] + r["pending"] <= r["items"] for r in rows)'
json 'ids differ' 'len({r["session"] for r in rows}) == len(rows) > 20'

among() { # NAME CONDITION ARGS...: exactly those of all sessions for which the condition holds
	title=$1 condition=$2
	shift 2
	run list --json "$@"
	ok "$title" python3 -c '
import json, sys
rows = [json.loads(line) for line in open("all", encoding="utf-8")]
want = [r for r in rows if eval(sys.argv[1])]
got = [json.loads(line) for line in open("out", encoding="utf-8")]
sys.exit(not want or want != got)' "$condition"
}
among 'of a branch' 'r["branch"] == "1103"' --branch 1103
among 'of a state' 'r["state"] == "sealed"' --state sealed
among 'of a state' 'r["state"] == "open"' --state open
among 'of a line' '"credit" in r["lines"]' --line credit
among 'a line by its letters' '"credit" in r["lines"]' --line CR
among 'of a kind' 'r["kind"] == "self_check"' --kind self_check
among 'with a finding of a grade' 'r["worst"] in ("serious", "major")' --severity serious
among 'or of a lower one' 'r["worst"] != ""' --severity slight
among 'from a day on' 'r["opened_at"][:10] >= "2026-06-12"' --from 2026-06-12
among 'up to a day' 'r["opened_at"][:10] <= "2026-06-12"' --to 2026-06-12
among 'of one day' 'r["opened_at"][:10] == "2026-06-12"' --from 2026-06-12 --to 2026-06-12
among 'a day as people write it' 'r["opened_at"][:10] >= "2026-06-12"' --from 2026年6月12日
among 'of all these' 'r["branch"] == "1102" and r["state"] == "sealed" and r["worst"] in ("serious", "major") and "2026-01-01" <= r["opened_at"][:10] <= "2026-09-30" and "credit" in r["lines"] and r["kind"] == "self_check"' \
	--branch 1102 --state sealed --severity serious --from 2026-01-01 --to 2026-09-30 --line credit --kind self_check
among 'at most so many' 'rows.index(r) < 3' --limit 3
run list --severity major --branch 1103 --json
ok 'none is no error' test "$rc$(cat out)" = 0

answered() { # how many items there are is the library's business
	sed -i 's|\([0-9]*\)/\1  *|N/N  |' out
}
run list --branch 1102 --to 2026-01-31
answered
says 0 'the table' <<'END'
number         branch      title           state   opened      answered  findings  signers
1102-2026-001  河口信用社  2026年1月自查   sealed  2026-01-22  N/N  15        王芳 李明
1102-2025-002  河口信用社  2025年12月自查  sealed  2025-12-22  N/N  18        李明 陈刚
1102-2025-001  河口信用社  2025年11月自查  sealed  2025-11-21  N/N  12        杨丽 李明
END
ZICHA_LANG=zh "$zicha" list --branch 1102 --to 2025-11-30 > out 2> err
rc=$?
answered
says 0 'the table in Chinese' <<'END'
编号           网点        名称            状态    发起日期    已答   问题  签字人
1102-2025-001  河口信用社  2025年11月自查  已封存  2025-11-21  N/N  12    杨丽 李明
END

both list --branch 9999
says 2 'a branch that is none' <<'END'
zicha: branch 9999 does not exist; zicha branch list shows all
END
both list --line gold
says 2 'a line that is none' <<'END'
zicha: line gold does not exist; zicha library list shows all
END
both list --kind look
says 2 'a kind that is none' <<'END'
zicha: kind “look” is unknown; kinds are self_check, peer_check, special_check, routine_check, full_check, flying_check, exit_check
END
both list --state done
says 2 'a state that is none' <<'END'
zicha: state “done” is unknown; states are open, ready, sealed, void
END
both list --severity high
says 2 'a grade that is none' <<'END'
zicha: severity “high” is unknown; grades are slight, ordinary, serious, major
END
both list --from 2026-13-01
says 2 'a day that is none' <<'END'
zicha: --from: “2026-13-01” is no date; write it like 2026-11-23
END
for n in 0 -1 x 1.5 99999999999999999999; do
	both list --limit "$n"
	says 2 "a number that is none: $n" <<END
zicha: --limit: “$n” is no number from 1 to 1000000
END
done
both list --data nowhere
says 2 'no store' <<'END'
zicha: nowhere/zicha.db: there is no store here; zicha init makes one
END
finish
