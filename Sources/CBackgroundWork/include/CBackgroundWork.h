#ifndef C_BACKGROUND_WORK_H
#define C_BACKGROUND_WORK_H

/// From now on the calling thread runs only when no other wants the processor (SCHED_IDLE of
/// sched(7)). There is no way back without privileges. Returns 0, or an errno.
int background_take_lowest_priority(void);

/// Gives heap memory that is free back to the system (malloc_trim(3)).
void background_return_free_memory(void);

#endif
