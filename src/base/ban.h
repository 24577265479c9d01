/* Calls that do not compile here. The Makefile puts this file in front of every
 * .c of ours (-include).
 *
 * Each name is poisoned by a macro of the function's shape that expands to an
 * undeclared identifier saying what to use. The headers that declare these
 * functions come first, so the system's own declarations and inline functions
 * stay whole; a name that is only mentioned without a call is left alone. */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

/* Overruns: no room is given. */
#undef strcpy
#define strcpy(...) banned_strcpy_use_arena_text
#undef stpcpy
#define stpcpy(...) banned_stpcpy_use_buf_add
#undef strcat
#define strcat(...) banned_strcat_use_buf_add
#undef sprintf
#define sprintf(...) banned_sprintf_use_arena_printf
#undef vsprintf
#define vsprintf(...) banned_vsprintf_use_arena_vprintf
#undef gets
#define gets(...) banned_gets_use_getline

/* Cuts in silence, perhaps in the middle of a character or without a NUL. */
#undef strncpy
#define strncpy(...) banned_strncpy_use_arena_textn
#undef strncat
#define strncat(...) banned_strncat_use_buf_addn

/* One hidden state for all threads and callers. */
#undef strtok
#define strtok(...) banned_strtok_use_strchr_or_strcspn
#undef gmtime
#define gmtime(...) banned_gmtime_use_gmtime_r
#undef localtime
#define localtime(...) banned_localtime_use_clock_local
#undef ctime
#define ctime(...) banned_ctime_use_clock_iso
#undef asctime
#define asctime(...) banned_asctime_use_clock_iso
#undef rand
#define rand(...) banned_rand_use_secret_random
#undef srand
#define srand(...) banned_srand_use_secret_random
#undef random
#define random(...) banned_random_use_secret_random
#undef tmpnam
#define tmpnam(...) banned_tmpnam_use_mkstemp
#undef mktemp
#define mktemp(...) banned_mktemp_use_mkstemp

/* A number that is none becomes 0, an overflow is undefined. */
#undef atoi
#define atoi(...) banned_atoi_use_str_int
#undef atol
#define atol(...) banned_atol_use_str_int
#undef atoll
#define atoll(...) banned_atoll_use_str_int
#undef atof
#define atof(...) banned_atof_use_str_decimal

/* A shell in between: names and titles become commands. */
#undef system
#define system(...) banned_system_use_posix_spawn
#undef popen
#define popen(...) banned_popen_use_posix_spawn
