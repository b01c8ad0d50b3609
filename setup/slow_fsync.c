// Preloaded into a program by setup/bench.py: each fsync takes ten milliseconds more, as on a disk slower than this one.
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void lose_time(void) {
  const struct timespec ten_milliseconds = { 0, 10 * 1000 * 1000 };
  nanosleep(&ten_milliseconds, NULL);
}

int fsync(int file) {
  lose_time();
  return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
  lose_time();
  return (int)syscall(SYS_fdatasync, file);
}
