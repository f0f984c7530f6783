// Swift's Glibc module does not show SCHED_IDLE, which stands behind _GNU_SOURCE, nor malloc.h.
#define _GNU_SOURCE
#include "CBackgroundWork.h"

#include <errno.h>
#include <malloc.h>
#include <sched.h>

int background_take_lowest_priority(void) {
    const struct sched_param none = {.sched_priority = 0};
    // 0 is the calling thread, not the process.
    return sched_setscheduler(0, SCHED_IDLE, &none) == 0 ? 0 : errno;
}

void background_return_free_memory(void) { malloc_trim(0); }
