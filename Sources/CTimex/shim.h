#include <sys/timex.h>

// Whether the kernel's clock is set by another: 1 yes, 0 no, -1 where it does not tell.
static inline int coporter_clock_is_synchronised(void) {
  struct timex state = { .modes = 0 };
  int answer = adjtimex(&state);
  if (answer < 0) return -1;
  return answer != TIME_ERROR && !(state.status & STA_UNSYNC);
}
