/* What a worker may ask of the kernel: a seccomp filter as data. */
#pragma once

#include <stddef.h>

struct sock_filter;

/* The complete filter; static memory. It expects the number of the system call
 * in the accumulator, as Kore leaves it after checking the architecture. Takes
 * effect for the calls it names and ends the process at any other. */
struct sock_filter *sandbox_filter(size_t *instructions);
