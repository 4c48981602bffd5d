#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Post cards: the posts, the card of one, whether a printed one is still current.
. "${srcdir:-.}/tests/cli/lib.sh"

# Without a store: the built-in library, and nothing of what came back.
run library card --data none --json
json 'the posts' 'len(rows) > 10 and all(r["items"] >= r["serious"] >= 0 and r["items"] > 0 for r in rows) and len({r["post"] for r in rows}) == len(rows)'
both library card --data none
has 0 'the posts, for reading' '客户经理' 'items'
run library card 客户经理 --data none --json
json 'one card' 'o["post"] == "客户经理" and len(o["digest"]) == 64 and o["edition"] == "2026.1" and len(o["items"]) > 50 and all(i["why"] and i["measure"] and i["times"] == 0 for i in o["items"])'
digest=$(python3 -c 'import json; print(json.load(open("out", encoding="utf-8"))["digest"])')
short=$(printf '%.8s' "$digest")
run library card 客户经理 --data none --today 2026-11-23
has 0 'the card' '岗位风险卡' "摘要：$short" '2026年11月23日' '承诺人签名' "--check $short"
ok 'says nothing of what it does not know' sh -c '! grep -q 近十二个月 out'
ok 'one page' test "$(wc -l < out)" -le 60
both library card 客户经理 --check "$short" --data none
has 0 'a printed card that is current' 'the card of 客户经理 is current'
both library card 柜员 --check "$short" --data none
has 1 'one that is not' 'the library has moved on: the card of 柜员 is '
run library card 客户经理 --check "$digest" --data none --json
json 'as JSON' 'o["current"] is True and o["post"] == "客户经理"'
both library card 客户经理 --check 1234 --data none
has 2 'no digest' '“1234” is no digest of a card'
both library card --check "$short" --data none
has 2 'a digest, but of which post' 'zicha library card POST --check DIGEST'
both library card 行长 --data none
has 2 'a post that is none' 'no item of the library names the post 行长'
run library card "$(printf 'a\033b')" --data none
has 3 'a post that steers the terminal' 'U+001B'

# With a store: what came back stands first.
demo_store store
run library card 客户经理 --data store --today 2026-11-23 --json
here=$(python3 -c 'import json; print(json.load(open("out", encoding="utf-8"))["digest"])')
short=$(printf '%.8s' "$here")
json 'what came back is first' 'o["digest"] != "'"$digest"'" and o["edition"] == "2026.2" and o["items"][0]["times"] >= o["items"][1]["times"] > 0 and o["items"][-1]["times"] == 0'
edition=$(python3 -c 'import json; print(json.load(open("out", encoding="utf-8"))["edition"])')
run library card 客户经理 --data store --today 2026-11-23
has 0 'and is said' '清禾县农村信用合作联社' '近十二个月查出过' "风险点库：$edition 版"
finish
