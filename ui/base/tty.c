/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/base/tty.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};

/* Mouse and paste off, cursor on, plain colours, the screen as it was before. */
static const char farewell[] = "\033[?2004l\033[?1006l\033[?1000l\033[?25h\033[0m\033[?1049l\r\n";

/* In a signal handler: only calls that are safe there (signal-safety(7)). */
static void leave_terminal(void)
{
	struct termios t;

	if (tcgetattr(TTY_IN, &t) == 0) {
		t.c_lflag |= ICANON | ECHO | ISIG | IEXTEN;
		t.c_iflag |= ICRNL | IXON | BRKINT;
		t.c_oflag |= OPOST | ONLCR;
		tcsetattr(TTY_IN, TCSANOW, &t);
	}
	ssize_t n = write(TTY_OUT, farewell, sizeof farewell - 1);
	(void)n;
}

static void on_crash(int sig)
{
	leave_terminal();
	raise(sig);
}

static void on_no_memory(void)
{
	static const char text[] = "zicha: out of memory\n";

	leave_terminal();
	ssize_t n = write(2, text, sizeof text - 1);
	(void)n;
	abort();
}

static void guard(bool on)
{
#ifndef __SANITIZE_ADDRESS__
	struct sigaction a = {.sa_handler = on ? on_crash : SIG_DFL,
			      .sa_flags = (int)(SA_RESETHAND | SA_NODEFER)};

	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		sigaction(crashes[i], &a, NULL);
#else
	(void)on_crash;
	(void)crashes;
#endif
	mem_set_fatal(on ? on_no_memory : NULL);
}

int tty_open(struct tty *t, struct err *e)
{
	sigset_t ours;

	if (!isatty(TTY_IN) || !isatty(TTY_OUT) || tcgetattr(TTY_IN, &t->before))
		return err_set(e, ERR_IO,
			       _("The workbench needs a terminal; in a script, name a verb (zicha --help)."));
	sigemptyset(&ours);
	sigaddset(&ours, SIGWINCH);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGHUP);
	sigaddset(&ours, SIGINT);
	sigaddset(&ours, SIGQUIT);
	sigaddset(&ours, SIGTSTP);
	sigaddset(&ours, SIGCONT);
	sigprocmask(SIG_BLOCK, &ours, &t->mask_before);
	t->signals = signalfd(-1, &ours, SFD_CLOEXEC | SFD_NONBLOCK);
	if (t->signals < 0) {
		sigprocmask(SIG_SETMASK, &t->mask_before, NULL);
		return err_set(e, ERR_IO, _("The terminal cannot be watched: %s"), strerror(errno));
	}
	guard(true);
	return 0;
}

void tty_close(struct tty *t)
{
	guard(false);
	tty_cooked(t);
	close(t->signals);
	sigprocmask(SIG_SETMASK, &t->mask_before, NULL);
}

void tty_raw(const struct tty *t)
{
	struct termios raw = t->before;

	raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON);
	raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(TTY_IN, TCSADRAIN, &raw);
}

void tty_cooked(const struct tty *t)
{
	tcsetattr(TTY_IN, TCSADRAIN, &t->before);
}

bool tty_size(int *rows, int *cols)
{
	struct winsize w;

	if (ioctl(TTY_OUT, TIOCGWINSZ, &w) || !w.ws_row || !w.ws_col)
		return false;
	*rows = w.ws_row;
	*cols = w.ws_col;
	return true;
}

void tty_write(const char *bytes)
{
	size_t n = strlen(bytes);

	while (n) {
		ssize_t k = write(TTY_OUT, bytes, n);
		if (k < 0 && errno != EINTR)
			return;
		bytes += k > 0 ? k : 0;
		n -= k > 0 ? (size_t)k : 0;
	}
}

void tty_keys(bool on, bool mouse)
{
	tty_write(on ? "\033[?2004h\033[?1l\033>" : "\033[?2004l");
	tty_write(on && mouse ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
}

int tty_signal(const struct tty *t)
{
	struct signalfd_siginfo info;

	return read(t->signals, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

void tty_stop(void)
{
	raise(SIGSTOP);
}

int tty_run(const struct tty *t, const char *const argv[], struct err *e)
{
	int status;
	pid_t child = fork();

	if (child < 0)
		return err_set(e, ERR_IO, _("%s cannot be started: %s"), argv[0], strerror(errno));
	if (!child) {
		sigprocmask(SIG_SETMASK, &t->mask_before, NULL);
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return err_set(e, ERR_IO, _("%s cannot be waited for: %s"), argv[0], strerror(errno));
	if (WIFSIGNALED(status))
		return 128 + WTERMSIG(status);
	if (WEXITSTATUS(status) == 127)
		return err_set(e, ERR_ABSENT, _("There is no program %s on this machine."), argv[0]);
	return WEXITSTATUS(status);
}

static bool usable(const char *codeset)
{
	static const char *const known[] = {"UTF-8", "GB18030", "GBK", "GB2312", "CP936"};

	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (str_eq(codeset, known[i]))
			return true;
	return false;
}

const char *tty_locale(struct err *e)
{
	static const char *const spare[] = {"C.UTF-8", "zh_CN.UTF-8", "en_US.UTF-8", "C.utf8"};

	if (setlocale(LC_CTYPE, "") && usable(nl_langinfo(CODESET)))
		return nl_langinfo(CODESET);
	for (size_t i = 0; i < ARRAY_LEN(spare); i++)
		if (setlocale(LC_CTYPE, spare[i]) && usable(nl_langinfo(CODESET)))
			return nl_langinfo(CODESET);
	err_set(e, ERR_IO,
		_("This machine knows no UTF-8 locale; install the package locales, or set "
		  "LC_CTYPE=C.UTF-8."));
	return NULL;
}
