#include "CTerminal.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int requests[] = {SIGTERM, SIGINT, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS, SIGQUIT};
enum { request_count = sizeof requests / sizeof *requests, crash_count = sizeof crashes / sizeof *crashes };

static struct sigaction before_requests[request_count], before_crashes[crash_count];
static volatile sig_atomic_t told_end = -1;
static volatile sig_atomic_t asked_to_end;

static volatile sig_atomic_t is_held;
static int held_terminal;
static struct termios held_modes;
static char held_farewell[128];
static size_t held_length;

int terminal_is_elsewhere(int terminal) {
  pid_t front = tcgetpgrp(terminal);
  return front != -1 && front != getpgrp();
}

void terminal_give_back(int flush) {
  if (!is_held) return;
  is_held = 0;
  if (terminal_is_elsewhere(held_terminal)) return;
  // Before the farewell: what is typed by somebody who sees the shell's screen again is for the shell, and not to be thrown away.
  tcsetattr(held_terminal, flush ? TCSAFLUSH : TCSANOW, &held_modes);
  size_t written = 0;
  while (written < held_length) {
    ssize_t count = write(held_terminal, held_farewell + written, held_length - written);
    if (count > 0) written += (size_t)count;
    else if (errno != EINTR) break;
  }
}

static void give_back_at_exit(void) { terminal_give_back(0); }

void terminal_hold(int terminal, const struct termios *modes, const char *farewell, size_t length) {
  static int is_registered;
  is_held = 0;
  held_terminal = terminal;
  held_modes = *modes;
  held_length = length < sizeof held_farewell ? length : sizeof held_farewell;
  memcpy(held_farewell, farewell, held_length);
  is_held = 1;
  if (!is_registered) is_registered = atexit(give_back_at_exit) == 0;
}

static void on_request(int number) {
  int saved = errno;
  if (number == SIGTERM || number == SIGINT || number == SIGHUP) {
    if (asked_to_end) {
      terminal_give_back(0);
      signal(number, SIG_DFL);
      raise(number);
    }
    asked_to_end = 1;
  }
  unsigned char byte = (unsigned char)number;
  // A full pipe has enough to tell already.
  ssize_t written = write(told_end, &byte, 1);
  (void)written;
  errno = saved;
}

static void on_crash(int number) {
  terminal_give_back(0);
  for (int index = 0; index < crash_count; index++)
    if (crashes[index] == number) sigaction(number, &before_crashes[index], NULL);
  raise(number);
}

void terminal_watch_signals(int told) {
  told_end = told;
  asked_to_end = 0;
  struct sigaction action = {.sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  action.sa_handler = on_request;
  for (int index = 0; index < request_count; index++) sigaction(requests[index], &action, &before_requests[index]);
  action.sa_flags = SA_ONSTACK;
  action.sa_handler = on_crash;
  for (int index = 0; index < crash_count; index++) sigaction(crashes[index], &action, &before_crashes[index]);
}

void terminal_ignore_signals(void) {
  for (int index = 0; index < request_count; index++) sigaction(requests[index], &before_requests[index], NULL);
  for (int index = 0; index < crash_count; index++) sigaction(crashes[index], &before_crashes[index], NULL);
  told_end = -1;
}

void terminal_receive_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  for (int index = 0; index < request_count; index++) sigaddset(&set, requests[index]);
  sigaddset(&set, SIGQUIT);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

void terminal_stop(int number) {
  struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
  sigemptyset(&standard.sa_mask);
  sigset_t set, masked;
  sigemptyset(&set);
  sigaddset(&set, number);
  sigaction(number, &standard, &ours);
  // Sent to this thread and not blocked in it, the signal stops the process before raise() returns.
  pthread_sigmask(SIG_UNBLOCK, &set, &masked);
  raise(number);
  pthread_sigmask(SIG_SETMASK, &masked, NULL);
  sigaction(number, &ours, NULL);
}
