/* Why a juror's ballot for a nomination counts, or does not. */
#pragma once

enum result_presence {
    PRESENCE_COUNTED,
    PRESENCE_PARTIAL,   /* marks are missing: does not count */
    PRESENCE_QUORUM,    /* complete, but the nomination has too few */
    PRESENCE_DRAFT,     /* begun, never handed in */
    PRESENCE_NOT_GIVEN, /* nothing at all */
    PRESENCE_ABSTAINED,
    PRESENCE_CONFLICTED,
    PRESENCE_UNASSIGNED
};
