/* Password work: see work.h. The password is wiped as soon as it was used. */
#include "base/work.h"

#include <string.h>

static void verify(struct work *work)
{
    work->fits = secret_password_verify(work->hash, work->password);
    if (work->fits && secret_password_needs_rehash(work->hash))
        work->failed = !secret_password_hash(work->new_hash, work->password);
}

void work_run(struct work *work)
{
    work->new_hash[0] = '\0';
    if (work->kind == WORK_VERIFY)
        verify(work);
    else if (work->kind == WORK_HASH)
        work->failed = !secret_password_hash(work->new_hash, work->password);
    secret_wipe(work->password, sizeof work->password);
    work->done = true;
}

void work_wipe(struct work *work)
{
    secret_wipe(work, sizeof *work);
}
