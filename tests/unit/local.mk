# SPDX-License-Identifier: GPL-3.0-or-later
# A unit test per module: tests/unit/test_X.c with cmocka, all linked alike.
LDADD = $(ui_libs) $(CMOCKA_LIBS)
EXTRA_DIST += tests/unit/test.h tests/unit/hide.h tests/unit/fixture.h tests/unit/fake.h tests/unit/attack.h tests/unit/disk.h \
	tests/unit/folder.h tests/unit/written.h tests/unit/sheet.h tests/unit/told.h
if HAVE_CMOCKA
check_PROGRAMS += tests/unit/test_err tests/unit/test_mem tests/unit/test_str tests/unit/test_msg \
	tests/unit/test_clock tests/unit/test_file
check_PROGRAMS += tests/unit/test_digest tests/unit/test_key tests/unit/test_db tests/unit/test_event tests/unit/test_journal \
	tests/unit/test_verify tests/unit/test_backup tests/unit/test_migrate tests/unit/test_fault tests/unit/test_tamper tests/unit/test_forge tests/unit/test_acts_random \
	tests/unit/test_tlv tests/unit/test_rows tests/unit/test_compare tests/unit/test_pages
endif
# the ground floor of ui/
EXTRA_DIST += tests/unit/toy.h
if HAVE_CMOCKA
check_PROGRAMS += tests/unit/test_theme tests/unit/test_press tests/unit/test_canvas tests/unit/test_cmd \
	tests/unit/test_view tests/unit/test_stage tests/unit/test_decode tests/unit/test_probe
endif
# the text floor; two of them read conformance files of the Unicode Character Database and skip that part without
EXTRA_DIST += tests/unit/ucd.h
if HAVE_CMOCKA
check_PROGRAMS += tests/unit/test_text tests/unit/test_substitute tests/unit/test_width tests/unit/test_wrap tests/unit/test_breaks \
	tests/unit/test_pinyin tests/unit/test_encode
tests_unit_test_text_CPPFLAGS = $(AM_CPPFLAGS) -DUCD='"$(UCD)"'
tests_unit_test_breaks_CPPFLAGS = $(AM_CPPFLAGS) -DUCD='"$(UCD)"'
endif
# the library: rec text and business lines
if HAVE_CMOCKA
check_PROGRAMS += tests/unit/test_rec tests/unit/test_library tests/unit/test_library_edit tests/unit/test_library_table tests/unit/test_library_sheets \
	tests/unit/test_library_card tests/unit/test_edition tests/unit/test_draft tests/unit/test_wordlist tests/unit/test_csv
tests_unit_test_csv_LDADD = $(LDADD) $(CSV_LIBS)
endif
# the domain, the papers and the command line
EXTRA_DIST += tests/unit/fixture.h
if HAVE_CMOCKA
check_PROGRAMS += tests/unit/test_waiting
check_PROGRAMS += tests/unit/test_role tests/unit/test_org tests/unit/test_new_key tests/unit/test_people \
	tests/unit/test_founding tests/unit/test_result tests/unit/test_session \
	tests/unit/test_answer tests/unit/test_finding tests/unit/test_signoff tests/unit/test_review tests/unit/test_recovery tests/unit/test_register
check_PROGRAMS += tests/unit/test_report tests/unit/test_out tests/unit/test_cli tests/unit/test_values tests/unit/test_desk tests/unit/test_console tests/unit/test_doctor tests/unit/test_settings tests/unit/test_demo tests/unit/test_county tests/unit/test_unsaved
endif
# the widgets
EXTRA_DIST += tests/unit/host.h
if HAVE_CMOCKA
check_PROGRAMS += tests/unit/test_edit tests/unit/test_list tests/unit/test_ask tests/unit/test_form \
	tests/unit/test_bars tests/unit/test_guide tests/unit/test_edit_random tests/unit/test_edit_outside tests/unit/test_keep
endif
# narrowing the library, and what its screens and papers are made of
if HAVE_CMOCKA
check_PROGRAMS += tests/unit/test_library_facet tests/unit/test_page tests/unit/test_paper tests/unit/test_card
endif
