/* Symmetric positive definite systems, by Cholesky. Matrices are n x n, by
 * rows; only the lower half of a factor is used. */
#pragma once

#include <stddef.h>

struct arena;

/* A = L L'; A is replaced by L. A matrix that is not positive definite ends
 * the process: it cannot come from a connected panel. */
void tally_matrix_factor(double *matrix, size_t n);
/* Solves L L' x = right, in place. */
void tally_matrix_solve(const double *factor, size_t n, double *right);
/* Solves A x = right with one step of refinement, which brings the relative
 * residual below 1e-12 also for panels that hardly hang together. */
void tally_matrix_refined(struct arena *mem, const double *matrix,
                          const double *factor, size_t n, double *right);
/* A^-1 from the factor, from the arena. */
double *tally_matrix_inverse(struct arena *mem, const double *factor, size_t n);
