# SPDX-License-Identifier: GPL-3.0-or-later
# The manual page in two languages and the shells' completions: prose from templates, the rest from the program's own
# tables by a program that is not installed. What is made goes into the tarball.
noinst_PROGRAMS += doc/pages
doc_pages_SOURCES = doc/pages.c doc/pages.h doc/page.c doc/complete.c
doc_pages_LDADD = $(ui_libs)

page_tables = $(wildcard $(top_srcdir)/ui/views/*.c $(top_srcdir)/ui/widgets/*.c) $(top_srcdir)/ui/base/stage_key.c \
	$(top_srcdir)/src/cli/cli.c $(top_srcdir)/src/cli/verbs.c $(top_srcdir)/src/cli/values.c $(po_files)
page_sources = $(page_tables) $(top_srcdir)/doc/page.c $(top_srcdir)/doc/pages.c
complete_sources = $(page_tables) $(line_files) $(top_srcdir)/doc/complete.c $(top_srcdir)/doc/pages.c
MAKE_PAGE = $(AM_V_GEN)$(MKDIR_P) $(@D) && doc/pages$(EXEEXT)
PAGE_TO = > $@.tmp && mv $@.tmp $@

gen/doc/zicha.1: $(top_srcdir)/doc/zicha.1.in $(page_sources) | doc/pages$(EXEEXT)
	$(MAKE_PAGE) en $(top_srcdir)/doc/zicha.1.in $(PAGE_TO)
gen/doc/zh_CN/zicha.1: $(top_srcdir)/doc/zicha.zh_CN.1.in $(page_sources) | doc/pages$(EXEEXT)
	$(MAKE_PAGE) zh $(top_srcdir)/doc/zicha.zh_CN.1.in $(PAGE_TO)
gen/doc/bash/zicha: $(complete_sources) | doc/pages$(EXEEXT)
	$(MAKE_PAGE) bash $(PAGE_TO)
gen/doc/zsh/_zicha: $(complete_sources) | doc/pages$(EXEEXT)
	$(MAKE_PAGE) zsh $(PAGE_TO)
gen/doc/fish/zicha.fish: $(complete_sources) | doc/pages$(EXEEXT)
	$(MAKE_PAGE) fish $(PAGE_TO)

man1_MANS = gen/doc/zicha.1 doc/zicha-ctl.1
zhman1dir = $(mandir)/zh_CN/man1
zhman1_DATA = gen/doc/zh_CN/zicha.1 doc/zicha-ctl.1
bashcompletiondir = $(datadir)/bash-completion/completions
bashcompletion_DATA = gen/doc/bash/zicha
zshcompletiondir = $(datadir)/zsh/site-functions
zshcompletion_DATA = gen/doc/zsh/_zicha
fishcompletiondir = $(datadir)/fish/vendor_completions.d
fishcompletion_DATA = gen/doc/fish/zicha.fish
pages_made = gen/doc/zicha.1 gen/doc/zh_CN/zicha.1 gen/doc/bash/zicha gen/doc/zsh/_zicha gen/doc/fish/zicha.fish
EXTRA_DIST += doc/zicha.1.in doc/zicha.zh_CN.1.in doc/zicha-ctl.1 $(pages_made)
MAINTAINERCLEANFILES = $(pages_made)

# Shells look a completion up by the name of the command.
install-data-hook:
	cd $(DESTDIR)$(bashcompletiondir) && rm -f zicha-ctl && ln -s zicha zicha-ctl
	cd $(DESTDIR)$(fishcompletiondir) && rm -f zicha-ctl.fish && ln -s zicha.fish zicha-ctl.fish
uninstall-hook:
	rm -f $(DESTDIR)$(bashcompletiondir)/zicha-ctl $(DESTDIR)$(fishcompletiondir)/zicha-ctl.fish
