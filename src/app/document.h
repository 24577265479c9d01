/* Makes pages that can be read out of an uploaded PDF: each drawn as a picture
 * by poppler in a confined child, with its text beside it. Scripts, links,
 * attached files and references to elsewhere have no effect: poppler's
 * converters run none of them, and the child could reach nothing. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "model/document.h"

enum document_end {
    DOCUMENT_DONE,
    DOCUMENT_FAULTY,   /* for good: see `fault` */
    DOCUMENT_REFUSED,  /* this host cannot: disk, confinement, poppler-utils */
    DOCUMENT_CANCELLED /* tick() or page() said so */
};

/* A page as it was made; all of it is gone when page() returns. */
struct document_sheet {
    int number, count;   /* from 1, of how many */
    const char *picture; /* path of a JPEG */
    int width, height;   /* pixels, at most DOCUMENT_SIDE each */
    const char *text;    /* as poppler tells it: UTF-8 unless cut, may be "" */
    size_t text_bytes;   /* at most DOCUMENT_TEXT_BYTES_MAX */
};

enum { DOCUMENT_SIDE = 1600, DOCUMENT_TEXT_BYTES_MAX = 100 * 1000 };

struct document_order {
    const char *home;   /* the award home: work is done in HOME/run/jobs */
    const char *source; /* the upload; its name does not matter */
    int page_seconds;   /* for each page; 0: as usual */
    /* Takes each page in turn; false cancels. */
    bool (*page)(void *context, const struct document_sheet *sheet);
    /* About five times a second; false cancels. May be NULL. */
    bool (*tick)(void *context);
    void *context;
};

struct document_outcome {
    enum document_end end;
    enum document_fault fault; /* of DOCUMENT_FAULTY */
    int pages;                 /* as far as known */
    char why[300];             /* for the log; "" when done */
};

/* Takes a second for a few pages, at most three minutes. */
void document_render(const struct document_order *order,
                     struct document_outcome *outcome);
