#include "page/hint_words.h"

#include "base/arena.h"
#include "model/conflict_hint.h"

static const struct {
    unsigned hint;
    const char *juror, *office;
} words[HINT_COUNT] = {
    {HINT_CONTACT, N_("Your account belongs to the contacts of this company."),
     N_("The account belongs to the contacts of the company.")},
    {HINT_MAIL,
     N_("Your mail address has the same domain as the company's contact."),
     N_("The mail address has the same domain as the company's contact.")},
    {HINT_WEB,
     N_("Your mail address has the domain of the company's web address."),
     N_("The mail address has the domain of the company's web address.")},
    {HINT_INSTITUTION,
     N_("The institution that you stand for bears the name of this company."),
     N_("The juror's institution bears the name of the company.")},
    {HINT_ORGANISATION,
     N_("You are a contact of a company with the same name."),
     N_("The juror is a contact of a company with the same name.")},
    {HINT_GROUP, N_("You are connected with a company of the same group."),
     N_("The juror is connected with a company of the same group.")},
    {HINT_EARLIER,
     N_("In another year you declared a conflict with this company."),
     N_("In another year the juror declared a conflict with the company.")},
};

size_t hint_words(const struct ctx *c, unsigned hints, bool office,
                  const char *const **text)
{
    const char **list = arena_alloc(c->world.mem, HINT_COUNT * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < HINT_COUNT; i++)
        if (hints & words[i].hint)
            list[count++] = T(office ? words[i].office : words[i].juror);
    *text = list;
    return count;
}
