#pragma once
#include <stddef.h>
#include <termios.h>

// What a program that has taken a terminal over must do where Swift may not be run: in signal handlers. A process has one
// terminal, so there is one of each thing here. Nothing allocates; whatever a handler calls is async-signal-safe.

/// Takes over the signals that concern a terminal. SIGTERM, SIGINT, SIGHUP, SIGWINCH, SIGTSTP and SIGCONT are told as a byte, their number,
/// through `told`, a pipe that does not block; a second request to end is obeyed at once. What crashes the process (and SIGQUIT) gives the
/// terminal back first and then goes on as if nobody had been here.
void terminal_watch_signals(int told);

/// Undoes that.
void terminal_ignore_signals(void);

/// Lets the calling thread receive those signals: threads that Dispatch and their like make do not.
void terminal_receive_signals(void);

/// From now on whatever ends the process gives the terminal back: writes `farewell` (at most 128 bytes) and sets `modes`.
void terminal_hold(int terminal, const struct termios *modes, const char *farewell, size_t length);

/// Gives the terminal back now, if it is held. A process in the background leaves it alone: it is the shell's again.
///
/// With `flush`, waits until everything was shown and forgets what was typed since.
void terminal_give_back(int flush);

/// Whether another job has the terminal.
int terminal_is_elsewhere(int terminal);

/// Stops this process as `number` (SIGTSTP, SIGTTOU) does by itself, and returns when it goes on. Where no shell could continue it
/// (an orphaned process group) it returns at once.
void terminal_stop(int number);
