#ifndef C_MEMORY_FILE_H
#define C_MEMORY_FILE_H

/// A new anonymous file in memory that can be sealed, closed on exec (memfd_create(2)).
/// Returns its descriptor, or -1 with errno set.
int memory_file_create(const char *name);

/// Forbids every later change of size or content, by anybody (F_ADD_SEALS of fcntl(2)).
/// Returns 0, or -1 with errno set.
int memory_file_seal(int descriptor);

#endif
