#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# People and branches: who may add whom, passphrases, leaving.
. "${srcdir:-.}/tests/cli/lib.sh"

demo_store d
export ZICHA_DATA=d
echo 'four quiet words here' > words
officer="--as 1001 --passphrase-file demo-pass"
headman="--as 110201 --passphrase-file demo-pass"
seq() { run events --json && python3 -c 'print(sum(1 for _ in open("out")))'; }

# shellcheck disable=SC2086
run person list
ok 'who works here' test "$rc$(wc -l < out)" = 032
sed -n '1,8p' out > first && mv first out
says 0 'the union first, then by branch' <<'END'
1001    周建国  Risk officer  -     风险合规部经理  
1002    孙玉兰  Auditor       -     稽核审计部      
1003    赵国强  Inspector     -     检查辅导员      
1004    钱晓红  Inspector     -     检查辅导员      
110201  李明    Branch head   1102  网点主任        
110202  王芳    Staff         1102  委派会计        
110203  陈刚    Staff         1102  客户经理        
110206  杨丽    Staff         1102  柜员            
END
run person list --branch 1103 --json
json 'of one branch' '[p["no"] for p in rows] == ["11030%d" % n for n in range(1, 7)]'
both person list --branch 7777
has 2 'of a branch that is none' 'branch 7777 does not exist'

run person add 110204 刘洋 $headman --new-passphrase-file words --post 出纳
says 0 'a head adds staff of the own branch' <<'END'
刘洋 (110204) can log in.
END
run person list --branch 1102 --json
json 'with branch and role' '[(p["role"], p["branch"], p["post"]) for p in rows if p["no"] == "110204"] == [("staff", "1102", "出纳")]'
run passwd --as 110204 --passphrase-file words --new-passphrase-file pass
has 0 'who was added can act'
run passwd --as 110204 --passphrase-file demo-pass --new-passphrase-file pass
has 5 'and only with the own passphrase' 'the passphrase of 刘洋 (110204) is not right'
rm d/local/unlock-*

before=$(seq)
both person add 110205 张三 --as 110202 --passphrase-file demo-pass --new-passphrase-file words
has 5 'staff adds nobody' '王芳 (Staff) may not do this; ask somebody whose role allows it'
both person add 110205 张三 --branch 1103 $headman --new-passphrase-file words
has 5 'a head adds nobody elsewhere' '李明 belongs to branch 1102 and may not act for branch 1103'
both person add 1005 张三 --role auditor $headman --new-passphrase-file words
has 5 'a head adds nobody to the union' 'only the union appoints and dismisses: ask 周建国'
both person add 1005 张三 --role officer --branch 1102 $headman --new-passphrase-file words
has 5 'not by a seat in the branch either' 'only the union appoints and dismisses: ask 周建国'
both person add 110202 张三 $headman --new-passphrase-file words
has 3 'a number that is taken' 'staff number 110202 is taken by 王芳'
both person add 'a b' 张三 $headman --new-passphrase-file words
has 3 'a number that is none' 'staff number “a b”'
both person add 110205 '' $headman --new-passphrase-file words
has 3 'an empty name' 'name: 1 to 60 characters'
both person add 110205 张三 $headman --role boss --new-passphrase-file words
has 2 'a role that is none' 'role “boss” is unknown'
both person add 110205 张三 $officer --branch 7777 --new-passphrase-file words
has 2 'a branch that is none' 'branch 7777 does not exist; add it first'
both person add 110205 张三 $headman --new-passphrase-file pass-none
has 6 'no file of a new passphrase' 'pass-none: no such file or folder'
echo 12345678901234 > twelve
both person add 110205 张三 --new-passphrase-file words
has 2 'nobody acts' 'person add records something: say who acts with --as STAFF_NO --passphrase-file FILE'
both person add 110205 张三 --as 110201 --new-passphrase-file words
has 2 'without a passphrase' 'the passphrase is missing: --passphrase-file FILE'
both person add 110205 张三 --as 999 --passphrase-file words --new-passphrase-file words
has 2 'an unknown actor' 'staff number 999 is unknown here'
ok 'of all that, nothing was recorded' test "$before" = "$(seq)"

run person leave 110204 $headman --reason 调离
has 0 'somebody leaves'
run person list --branch 1102
has 0 'and is shown as left' 'left'
both passwd --as 110204 --passphrase-file pass --new-passphrase-file words
has 5 'cannot log in any more' '刘洋 has left and cannot log in'
both person leave 110204 $headman
has 2 'cannot leave twice' '110204 is not among the people who work here'
both person leave '' $headman
has 2 'nobody leaves' 'say who leaves'
both person leave 110201 $headman
has 5 'nobody lets himself leave' 'nobody can let himself leave'
both person add 110204 刘洋 $headman --new-passphrase-file words
has 3 'the number stays taken' 'staff number 110204 is taken'

run person renew 110203 $headman --new-passphrase-file words
has 0 'a new key for a lost passphrase'
run passwd --as 110203 --passphrase-file words --new-passphrase-file demo-pass
has 0 'and its holder acts with it'
both person renew 777 $headman --new-passphrase-file words
has 2 'a new key for nobody' '777 is not among'
both person renew 110302 $headman --new-passphrase-file words
has 5 'nor for another branch' 'may not act for branch 1103'
both person renew 110204 $headman --new-passphrase-file words
has 5 'nor for somebody who left' '刘洋'

run branch add 1107 东关信用社 $officer --profile 'vault bills'
has 0 'a new branch'
run branch add 1107 东关分社 $officer --profile vault
has 0 'its name is changed'
run branch list --json
json 'and is listed' 'rows[-1] == {"branch": "1107", "name": "东关分社", "profile": ["vault"]}'
run branch list --lang zh
has 0 'in words' '1107  东关分社    有金库'
both branch add 1107 东关分社 $headman
has 5 'a head changes no other branch' 'may not act for branch 1107'
both branch add 1105 东关分社 $officer --profile 'vault vault'
has 3 'a facility twice' 'branch profile: “vault” stands there twice'
both branch add ab 东关分社 $officer
has 3 'a code that is none' 'branch code “ab”'
both branch add 1105 '' $officer
has 3 'a branch without a name' 'name of the branch: 1 to 60 characters'

# Somebody who was there before every refusal finds the store sound.
run verify
has 0 'sound after all that' 'Sound'

# A full-width passphrase is the same one; an input method left on does not lock anybody out.
printf '２０２６０８０８２０２６０８\r\nsecond line\n' > wide
run passwd --as 110302 --passphrase-file wide --new-passphrase-file words
has 0 'full-width digits are digits'
both passwd --as 110302 --passphrase-file words --new-passphrase-file short-none
has 6 'no new passphrase' 'short-none'
echo 123 > short
both passwd --as 110302 --passphrase-file words --new-passphrase-file short
has 3 'a passphrase that is too short' 'only digits: 11 more are needed'
finish
