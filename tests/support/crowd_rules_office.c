#include "support/crowd_rules_office.h"

enum verdict office(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, crowd_is_organiser(who), PAGE);
}

/* What the office gets, or may do, hangs on the state. */
enum verdict office_state(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, crowd_is_organiser(who), EITHER);
}

/* A nomination; not who has a conflict with it. */
enum verdict office_entry(enum crowd_who who, const struct thing *t)
{
    bool barred = !crowd_may_read_office(who, t->e);
    return crowd_with(who, crowd_is_organiser(who), barred ? TOLD : PAGE);
}

enum verdict office_entry_sends(enum crowd_who who, const struct thing *t)
{
    enum verdict v = office_entry(who, t);
    return v == PAGE ? EITHER : v;
}

/* What is decided in an edition: not for who has a conflict in it, as long as
 * not everybody may know it. */
enum verdict office_decides(enum crowd_who who, const struct thing *t)
{
    bool barred = who == TORN && t->e == OWN;
    return crowd_with(who, crowd_is_organiser(who), barred ? TOLD : PAGE);
}

enum verdict office_decides_sends(enum crowd_who who, const struct thing *t)
{
    enum verdict v = office_decides(who, t);
    return v == PAGE ? EITHER : v;
}

/* Marks of a round in which OWN stands; not for who has a conflict with it. */
enum verdict office_marks(enum crowd_who who, const struct thing *t)
{
    bool barred = who == TORN && t->r != FAR_OPEN;
    return crowd_with(who, crowd_is_organiser(who), barred ? TOLD : EITHER);
}

/* Letters compare with the field: closed as the marks are. */
enum verdict office_letters(enum crowd_who who, const struct thing *t)
{
    bool barred = who == TORN && t->e != FAR && t->e != HONOUR;
    return crowd_with(who, crowd_is_organiser(who), barred ? TOLD : PAGE);
}

enum verdict office_letters_sends(enum crowd_who who, const struct thing *t)
{
    enum verdict v = office_letters(who, t);
    return v == PAGE ? EITHER : v;
}

/* Only who was admitted gets one. */
enum verdict office_letter(enum crowd_who who, const struct thing *t)
{
    enum verdict v = office_letters(who, t);
    return v == PAGE && !crowd_admitted(t->e) ? TOLD : v;
}

enum verdict office_letter_sends(enum crowd_who who, const struct thing *t)
{
    enum verdict v = office_letter(who, t);
    return v == PAGE ? EITHER : v;
}

enum verdict office_lot(enum crowd_who who, const struct thing *t)
{
    const struct thing of_closed = {.id = t->id, .r = CLOSED};
    return office_marks(who, &of_closed);
}
