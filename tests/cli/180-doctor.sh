#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# doctor: the text that is read out over the telephone, line by line, and what each fault says to do.
. "${srcdir:-.}/tests/cli/lib.sh"

unset TERM
"$builddir/tests/cli/small" "$tmp/d" || exit 1
plain() { # what differs from machine to machine
	sed -i -e 's/^\(  Free space  *\).*/\1SPACE/' -e 's/^\(. Store  *\)[0-9.]* [KM]B/\1SIZE/' \
		-e 's/^\(. Clock  *\)[0-9-]* [0-9:]*/\1NOW/' -e 's/^\(  Program  *\)zicha [0-9.]*/\1zicha VERSION/' \
		-e 's/^\(  Format of stores  *\)[0-9.]*/\1FORMAT/' out
}
both doctor --data d --today 2026-11-24
plain
says 1 'a store that was never backed up' <<'END'
  Program           zicha VERSION
  Format of stores  FORMAT
  Language          English (ZICHA_LANG)
  Locale            LC_ALL=C
  Terminal          this program has none; zicha doctor, started at the terminal, asks it
  Folder            TMP/d
  Store             SIZE, every page holds
  Free space        SPACE
! Last backup       none
    -> end the workbench with F10 once: it makes a verified backup; then copy the folder backup to a stick
  Clock             NOW, last record 2026-11-23 09:01
Lines with ! need attention: 1; each says what to do.
END
mkdir -p d/backup
cp d/zicha.db d/backup/zicha-20261123-170000.db
both doctor --data d --today 2026-11-24
plain
says 0 'all is well' <<'END'
  Program           zicha VERSION
  Format of stores  FORMAT
  Language          English (ZICHA_LANG)
  Locale            LC_ALL=C
  Terminal          this program has none; zicha doctor, started at the terminal, asks it
  Folder            TMP/d
  Store             SIZE, every page holds
  Free space        SPACE
  Last backup       2026-11-23 17:00 zicha-20261123-170000.db
  Clock             NOW, last record 2026-11-23 09:01
All is well.
END
run doctor --data d --today 2026-11-24 --json
json 'as JSON: each check once' '[r["check"] for r in rows] == ["program", "format", "language", "locale", "terminal", "folder", "store", "space", "backup", "clock"] and all(r["ok"] and r["text"] for r in rows)'
json 'numbers are numbers' 'rows[1]["number"] >= 100 and rows[6]["number"] > 100000 and rows[7]["number"] > 0 and rows[8]["number"] == 1795424400'
LC_ALL=zh_CN.UTF-8 run doctor --data d
has 0 'the locale is told' 'LC_ALL=zh_CN.UTF-8'
run doctor --data d --lang en
has 0 'who chose the language is told' 'English (--lang)'

mkdir -p d/local
echo 'language = en' > d/local/settings
"$zicha" doctor --data d > out 2> err < /dev/null
rc=$?
has 0 'the settings of the store choose the language' 'Language          English (the settings)'
rm d/local/settings
mv d/backup/zicha-20261123-170000.db d/backup/zicha-20261114-170000.db
both doctor --data d --today 2026-11-24
has 1 'an old backup' '! Last backup' '2026-11-14' 'older than a week'
run doctor --data d --today 2026-11-20
has 1 'a clock that is behind' '! Clock' "set the machine's clock before anything is recorded"
chmod 755 d
run doctor --data d --today 2026-11-20 --json
json 'a folder that everybody reads' '[r["check"] for r in rows if not r["ok"]] == ["folder", "clock"] and rows[5]["advice"].endswith("chmod o= d")'
chmod 700 d

both doctor --data nowhere
has 1 'no store yet' '! Store' 'none in nowhere' 'zicha init makes one'
ok 'nothing was made' test ! -e nowhere
cp -r d t
head -c 40000 d/zicha.db > t/zicha.db
both doctor --data t --today 2026-11-24
has 1 'a damaged store' '! Store' 'cannot be used'
cp d/zicha.db t/zicha.db
sql t/zicha.db 'PRAGMA user_version = 99999'
both doctor --data t --today 2026-11-24
has 1 'a store of a newer version' '! Store' '9.99.99'
both doctor x
has 2 'a word too many' 'usage: zicha doctor'
ok 'doctor writes nothing' cmp -s d/zicha.db d/backup/zicha-20261114-170000.db
finish
