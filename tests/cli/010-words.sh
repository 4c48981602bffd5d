#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The words of a call: help, version, slips, languages.
. "${srcdir:-.}/tests/cli/lib.sh"

both --help
has 0 'help names verbs, options and exit codes' 'verify' '--passphrase-file FILE' '130 interrupted' 'zicha demo --data'
ok 'no line of help is cut or left open' sh -c '! grep -q "[[:blank:]]$" "$1"' - out
run -h
has 0 'the short form' 'Options:'
run list --help
has 0 'help of a verb is help' 'Options:'
both --version
has 0 'the version' 'zicha 0.'

run
says 2 'no terminal and no verb' <<'END'
zicha: there is no terminal here for the workbench; name a verb, such as zicha list (zicha --help lists all)
END
both lst
says 2 'an unknown verb suggests the nearest' <<'END'
zicha: “lst” is no verb; did you mean “list”?
END
both verfiy
says 2 'two letters changed places' <<'END'
zicha: “verfiy” is no verb; did you mean “verify”?
END
both person lst
says 2 'a verb of two words' <<'END'
zicha: “person” is one of: person add, person list, person leave, person renew
END
both person
says 2 'half a verb' <<'END'
zicha: “person” is one of: person add, person list, person leave, person renew
END
both frobnicate
says 2 'nothing is near' <<'END'
zicha: “frobnicate” is no verb; zicha --help lists all
END
both ''
has 2 'an empty verb' 'is no verb'
both "$(printf 'a\033]0;x\007')"
ok 'what was typed does not steer the terminal' sh -c '! grep -q "$(printf "\033")" out err zh'

both list --jsno
says 2 'an unknown option suggests the nearest' <<'END'
zicha: option --jsno is unknown; did you mean --json?
END
both list --zzzzzzzz
says 2 'nothing is near an option' <<'END'
zicha: option --zzzzzzzz is unknown; zicha --help lists all
END
both list -q
has 2 'short options but -h are unknown' 'option -q is unknown'
both list --json=1
says 2 'a switch takes no argument' <<'END'
zicha: option --json takes no argument
END
both list --state
says 2 'an argument is missing' <<'END'
zicha: option --state wants an argument: STATE
END
both branch list --severity major
says 2 'an option of another verb' <<'END'
zicha: branch list does not take --severity
END
both list x
has 2 'a word too many' 'usage: zicha list'
both show
says 2 'a word is missing' <<'END'
zicha: usage: zicha show SESSION
END
both list --today 2026-02-30
says 2 'a day that is none' <<'END'
zicha: --today: “2026-02-30” is no date; write it like 2026-11-23
END
both list --lang fr
says 2 'a language that is not there' <<'END'
zicha: --lang: “fr” is unknown; languages are zh and en
END

# No locale on the machine: Chinese, unless another language is asked for.
chinese() { # NAME COMMAND...
	name=$1
	shift
	"$@" > said 2>&1 < /dev/null
	rc=$?
	ok "$name" test "$rc$(cat said)" = "2zicha: 没有命令“lst”；是不是“list”？"
}
english() {
	name=$1
	shift
	"$@" > said 2>&1 < /dev/null
	rc=$?
	ok "$name" test "$rc$(cat said)" = "2zicha: “lst” is no verb; did you mean “list”?"
}
chinese 'LC_ALL=C' env LC_ALL=C "$zicha" lst
chinese 'LC_ALL=POSIX' env LC_ALL=POSIX "$zicha" lst
chinese 'no environment at all' env -i "$zicha" lst
chinese 'a locale that is not there' env LC_ALL=de_DE.UTF-8 "$zicha" lst
chinese '--lang zh over an English locale' env LC_ALL=en_US.UTF-8 "$zicha" --lang zh lst
chinese '--lang zh_CN' env -i "$zicha" --lang=zh_CN.UTF-8 lst
english '--lang en, no environment' env -i "$zicha" --lang en lst
english '--lang behind the slip' env -i "$zicha" lst --lang en
english 'an English locale' env -i LANG=en_US.UTF-8 "$zicha" lst
english 'ZICHA_LANG over the locale' env -i ZICHA_LANG=en LC_ALL=zh_CN.UTF-8 "$zicha" lst
chinese 'LC_ALL over LANG' env -i LC_ALL=zh_CN.UTF-8 LANG=en_US.UTF-8 "$zicha" lst

env -i "$zicha" --help > /dev/full 2> err
rc=$?
ok 'output that cannot be written is noticed' test "$rc" -eq 6
finish
