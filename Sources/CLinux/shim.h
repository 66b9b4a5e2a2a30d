#ifndef HOLDFAST_CLINUX_SHIM_H
#define HOLDFAST_CLINUX_SHIM_H

// What glibc declares only for _GNU_SOURCE, or in headers that Swift's Glibc module leaves out. Prototypes as in
// <sys/pidfd.h>, <sys/eventfd.h>, <spawn.h> and <sys/reboot.h> of glibc 2.36.
#include <spawn.h>
#include <sys/types.h>
#include <sys/eventfd.h>
#include <sys/reboot.h>

extern int pidfd_open(pid_t pid, unsigned int flags);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);

// POSIX_SPAWN_SETSID: the child leads a session, and so a process group, of its own.
static const short holdfast_spawn_setsid = 0x80;

#endif
