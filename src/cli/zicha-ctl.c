/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command line alone, without the workbench: links no curses, which the linker proves.
 */
#include "cli/cli.h"

int main(int argc, char **argv)
{
	return cli_main(argc, argv, NULL);
}
