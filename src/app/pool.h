/* A few threads for password work (base/work.h), so that the event loop never
 * waits for it. Knows no Kore: the owner, one thread, submits copies, polls a
 * descriptor and fetches what is finished. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct pool;
struct pool_job;
struct work;

/* Starts the threads, which run at nice 15 and take no signals. At most
 * `queue_max` jobs wait for a thread. NULL: no threads or no descriptor. */
struct pool *pool_start(size_t threads, size_t queue_max);

/* Readable as soon as pool_finished() has something; owned by the pool. */
int pool_descriptor(const struct pool *pool);

/* Queues a copy of the work. NULL: the queue is full or the pool stopped. The
 * job belongs to the pool until pool_release(). */
struct pool_job *pool_submit(struct pool *pool, const struct work *work);

/* The next finished job, each one once; NULL: no more. Jobs that were released
 * before they finished do not show up. */
struct pool_job *pool_finished(struct pool *pool);

/* The result of a job that pool_finished() has given out. */
const struct work *pool_work(const struct pool_job *job);

/* The owner needs the job no more, in whatever state it is: one that waits
 * never starts, the result of one that runs is dropped. Wipes the work. */
void pool_release(struct pool *pool, struct pool_job *job);

/* Jobs that wait for a thread. */
size_t pool_waiting(struct pool *pool);

/* No job starts any more; those that run are finished first, then the threads
 * are joined. pool_finished() and pool_release() still work. */
void pool_stop(struct pool *pool);

/* Frees a stopped pool and every job in it. */
void pool_free(struct pool *pool);
