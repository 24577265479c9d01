#include "model/ordered.h"

bool ordered_move(int64_t *id, size_t count, int64_t which, int step)
{
    for (size_t i = 0; i < count; i++) {
        if (id[i] != which)
            continue;
        if ((step < 0 && i == 0) || (step > 0 && i + 1 == count))
            return false;
        size_t other = step < 0 ? i - 1 : i + 1;
        id[i] = id[other];
        id[other] = which;
        return true;
    }
    return false;
}
