/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * small DIR: makes a small store with every kind of event, for the tests of the command line.
 */
#include "tests/cli/walker.h"

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	msg_use(MSG_EN);
	walker_make(argv[1]);
	walker_live(argv[1]);
	return 0;
}
