/* Cholesky. Written for up to some hundred jurors; rows are contiguous. */
#include "model/tally_matrix.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

static double product(const double *a, const double *b, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

void tally_matrix_factor(double *matrix, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        double *row = matrix + j * n;
        double pivot = row[j] - product(row, row, j);
        if (!(pivot > 0))
            die("tally_matrix: not positive definite");
        row[j] = sqrt(pivot);
        for (size_t i = j + 1; i < n; i++) {
            double *below = matrix + i * n;
            below[j] = (below[j] - product(below, row, j)) / row[j];
        }
    }
}

void tally_matrix_solve(const double *factor, size_t n, double *right)
{
    for (size_t i = 0; i < n; i++)
        right[i] =
            (right[i] - product(factor + i * n, right, i)) / factor[i * n + i];
    for (size_t i = n; i-- > 0;) {
        right[i] /= factor[i * n + i];
        for (size_t j = 0; j < i; j++)
            right[j] -= factor[i * n + j] * right[i];
    }
}

void tally_matrix_refined(struct arena *mem, const double *matrix,
                          const double *factor, size_t n, double *right)
{
    double *x = arena_alloc(mem, n * sizeof *x);
    memcpy(x, right, n * sizeof *x);
    tally_matrix_solve(factor, n, x);
    for (size_t i = 0; i < n; i++)
        right[i] -= product(matrix + i * n, x, n);
    tally_matrix_solve(factor, n, right);
    for (size_t i = 0; i < n; i++)
        right[i] += x[i];
}

double *tally_matrix_inverse(struct arena *mem, const double *factor, size_t n)
{
    double *inverse = arena_alloc(mem, n * n * sizeof *inverse);
    for (size_t i = 0; i < n; i++) {
        inverse[i * n + i] = 1;
        tally_matrix_solve(factor, n, inverse + i * n);
    }
    return inverse;
}
