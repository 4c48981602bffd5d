#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One whole session: as JSON, and as the paper that is stamped and signed.
. "${srcdir:-.}/tests/cli/lib.sh"

demo_store d
export ZICHA_DATA=d

run show 1106-2026-012 --json
cp out shown
json 'one object' 'len(rows) == 1 and o["number"] == "1106-2026-012" and o["state"] == "sealed"'
json 'what list says too' '{"session", "branch", "kind", "lines", "state", "opened_at", "sealed_at", "items", "conform", "issue", "na", "not_checked", "pending", "signers"} <= set(o)'
json 'an answer to each item, or a blank' 'len(o["answers"]) >= o["items"] and sum(a["result"] != "" for a in o["answers"]) == o["items"]'
json 'the fields of an answer' 'all({"item", "question", "result", "note", "by", "at"} <= set(a) for a in o["answers"])'
json 'counts are those of the answers' 'all(sum(a["result"] == r for a in o["answers"]) == o[r] for r in ("conform", "issue", "na", "not_checked", "pending"))'
json 'each answer has its hand and time' 'all(a["by"][:4] == "1106" and a["at"][:10] == "2026-11-06" for a in o["answers"] if a["result"]) and len({a["by"] for a in o["answers"] if a["result"]}) > 2'
json 'two-person items have a second hand' 'all(a["second"] != a["by"] for a in o["answers"] if a["result"]) and any(a["second"] for a in o["answers"])'
json 'a reason where one is due' '[a["note"] for a in o["answers"] if a["result"] == "na"] == ["近一年没有换版或大升级"]'
json 'findings are an array' 'len(o["findings"]) == 1 and {"item", "fact", "severity", "liable", "deadline"} <= set(o["findings"][0])'
json 'the finding, byte for byte' 'o["findings"][0]["fact"] == "抽10笔合同，1笔照片里看不清第二名信贷人员，其中最近一笔签于10月21日。" and o["findings"][0]["severity"] == "ordinary" and o["findings"][0]["liable"] == "卢海涛" and o["findings"][0]["deadline"] == "2026-11-26" and o["findings"][0]["count"] == 1'
run show 1103-2026-002 --json
json 'money in fen' '[f["amount_fen"] for f in o["findings"] if f["item"] == "AC-0301"] == [120000]'
id=$(python3 -c 'import json; print(json.load(open("shown", encoding="utf-8"))["session"])')
run show "$id" --json
ok 'by its id too' cmp -s shown out
run list --json --limit 1 --state open
json 'an open session' 'len(rows) == 1'
number=$(python3 -c 'import json; print(json.load(open("out", encoding="utf-8"))["number"])')
run show "$number" --json
json 'blank items are there, as blanks' 'any(a["result"] == "" and a["by"] == "" and a["at"] is None for a in o["answers"]) and o["sealed_at"] is None and o["signers"] == []'

run report 1106-2026-012
cp out paper
ok 'the same bytes twice' sh -c '"$1" report 1106-2026-012 | cmp -s - paper' - "$zicha"
ok 'in every language' sh -c '"$1" report 1106-2026-012 --lang zh | cmp -s - paper' - "$zicha"
ok 'and on every day' sh -c '"$1" report 1106-2026-012 --today 2031-01-01 | cmp -s - paper' - "$zicha"
run show 1106-2026-012
ok 'show without --json is the paper' cmp -s out paper
# What does not hang on keys and on the items of the library.
sed -n '/三、/q; s/[0-9]* 项：符合 [0-9]*/N 项：符合 N/; p' paper > out
sed -n '/四、/,$p' paper | sed 's/\(签名事件\) [0-9]*  密钥 [0-9a-f]\{32\}/\1 N  密钥 K/; s/[0-9a-f]\{64\}/D/
	s/\(2026-11-06\) [0-9][0-9]:[0-9][0-9]$/\1 HH:MM/' >> out
says 0 'the paper' <<'END'
               清禾县农村信用合作联社青石信用社2026年11月自查
                                  自查报告
============================================================================
编号：1106-2026-012    机构：1106 青石信用社
检查方式：自查    状态：已封存
开始：2026年11月6日    封存：2026年11月6日    发起人：蒋文斌（110601）
----------------------------------------------------------------------------
一、自查工作开展情况
  应查 N 项：符合 N，不符合 1，不适用 1，未检查 0，待核实 0。
  检查覆盖率 100.0%（符合与不符合之和，除以应查减不适用）。

二、发现的问题
  1. CR-0305 两人当面看着签  一般
     事实：抽10笔合同，1笔照片里看不清第二名信贷人员，其中最近一笔签于10月
           21日。
     依据：《个人贷款管理办法》
     问题定性：合同签署不规范
     情况：笔数 1  发生于 2026-09-07 至 2026-10-21
     问题成因：另一名信贷人员外出，没有等他回来
     责任人：卢海涛
     整改责任人：蒋文斌
     整改措施：两名信贷人员一起面签，当场拍照入卷；担保人同时到场签，不让客
               户带回家签
     整改期限：2026-11-26
     证据：影像清单，自查卷第4页

四、签字确认
  另一人  沈洁（110602）  2026-11-06 HH:MM
    签名事件 N  密钥 K
  负责人  蒋文斌（110601）  2026-11-06 HH:MM
    签名事件 N  密钥 K
  所签内容摘要（SM3）
    D

  负责人（签章）：                    另一人（签章）：

----------------------------------------------------------------------------
说明：签字密钥未经联社认证。时间取自本机时钟，只是签字人的声明。本报告不能单
      独证明：签字人之后无人回滚过尚未外传的末段记录，或密钥与口令未被他人掌
      握。核验请运行 zicha verify。
END
cat > columns.py <<'END'
import re, sys, unicodedata
def columns(text):
	return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
bad = []
for path in sys.argv[1:]:
	lines = open(path, encoding="utf-8").read().split("\n")
	bad += [l for l in lines if columns(l) > 76]
	# A question begins in column 17, behind the code and the result.
	items = [l for l in lines if re.match(r"  [A-Z]{2}-\d{4} (?!未列入：)", l)]
	for l in items or [path + ": no items"]:
		m = re.match(r"(  [A-Z]{2}-\d{4} (?:符合|不符合|不适用|未检查|待核实|未作答) +)\S", l)
		if not m or columns(m[1]) != 17:
			bad.append(l)
print("\n".join(bad))
sys.exit(bool(bad))
END
for n in $("$zicha" list --json | sed 's/.*"number":"\([^"]*\)".*/\1/'); do
	"$zicha" report "$n" > "paper-$n"
done
ok 'there are many papers' test "$(ls paper-* | wc -l)" -gt 20
ok 'columns of every paper' python3 columns.py paper-*

both show 1102-2026-999
says 2 'a session that is none' <<'END'
zicha: session 1102-2026-999 does not exist; zicha list shows all
END
both report nothing
has 2 'nor on paper' 'session nothing does not exist'
both report "' OR 1=1 --"
has 2 'nor in SQL' 'does not exist'

# The store is read only: nothing of all this wrote to it.
ok 'reading leaves no trace' sh -c 'cmp -s d/zicha.db "${out:-.}/demo/zicha.db" || test -z "${out-}"'
finish
