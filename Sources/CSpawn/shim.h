#pragma once
#include <spawn.h>

// glibc (2.34 and later) has these, but declares them only under _GNU_SOURCE, without which Swift's Glibc module is built.
int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
static const short redress_posix_spawn_setsid = 0x80;

// Terminals for programs under test.
int posix_openpt(int flags);
int grantpt(int terminal);
int unlockpt(int terminal);
char *ptsname(int terminal);
