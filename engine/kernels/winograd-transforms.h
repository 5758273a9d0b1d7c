/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one-dimensional transforms of Winograd's F(4, 3) for the points 0, +-a, +-b and
 * infinity, a = 3/4 and b = 3/2: half the error of the usual +-1 and +-2.
 *
 * y = A^T [(G w) (B^T d)] for six inputs d, three weights w and four outputs y.  The rows
 * of B^T are the coefficients of the product of (x - p) over the other points, those of G
 * and A the powers of the point, with the scale in G.
 */

#pragma once

#include "kernels/vector.h"

#define A1 0.75f   /* a                */
#define A2 0.5625f /* its powers       */
#define A3 0.421875f
#define B1 1.5f /* b                */
#define B2 2.25f
#define B3 3.375f
#define AB 2.8125f   /* a^2 + b^2        */
#define PP 1.265625f /* a^2 b^2          */

/* 1 / product of (p - q) over the other finite points q, for p = 0, +-a, +-b. */
#define N0 (1.0f / PP)
#define NA (1.0f / (2.0f * A2 * (A2 - B2)))
#define NB (1.0f / (2.0f * B2 * (B2 - A2)))

/* B^T d */
LL_INLINE void
ll_transform_input (const LlVector d[6], LlVector t[6])
{
  LlVector even_a = d[4] - B2 * d[2];
  LlVector odd_a = d[3] - B2 * d[1];
  LlVector even_b = d[4] - A2 * d[2];
  LlVector odd_b = d[3] - A2 * d[1];

  t[0] = (d[4] - AB * d[2]) + PP * d[0];
  t[1] = even_a + A1 * odd_a;
  t[2] = even_a - A1 * odd_a;
  t[3] = even_b + B1 * odd_b;
  t[4] = even_b - B1 * odd_b;
  t[5] = (d[5] - AB * d[3]) + PP * d[1];
}

/* A^T m */
LL_INLINE void
ll_transform_output (const LlVector m[6], LlVector y[4])
{
  LlVector sum_a = m[1] + m[2];
  LlVector difference_a = m[1] - m[2];
  LlVector sum_b = m[3] + m[4];
  LlVector difference_b = m[3] - m[4];

  y[0] = m[0] + sum_a + sum_b;
  y[1] = A1 * difference_a + B1 * difference_b;
  y[2] = A2 * sum_a + B2 * sum_b;
  y[3] = (m[5] + A3 * difference_a) + B3 * difference_b;
}

/* A g, the transpose of the above */
LL_INLINE void
ll_transform_gradient (const LlVector g[4], LlVector t[6])
{
  LlVector even_a = g[0] + A2 * g[2];
  LlVector odd_a = g[1] + A2 * g[3];
  LlVector even_b = g[0] + B2 * g[2];
  LlVector odd_b = g[1] + B2 * g[3];

  t[0] = g[0];
  t[1] = even_a + A1 * odd_a;
  t[2] = even_a - A1 * odd_a;
  t[3] = even_b + B1 * odd_b;
  t[4] = even_b - B1 * odd_b;
  t[5] = g[3];
}

/* G w */
LL_INLINE void
ll_transform_weights (const LlVector w[3], LlVector u[6])
{
  LlVector even_a = NA * w[0] + (NA * A2) * w[2];
  LlVector odd_a = (NA * A1) * w[1];
  LlVector even_b = NB * w[0] + (NB * B2) * w[2];
  LlVector odd_b = (NB * B1) * w[1];

  u[0] = N0 * w[0];
  u[1] = even_a + odd_a;
  u[2] = even_a - odd_a;
  u[3] = even_b + odd_b;
  u[4] = even_b - odd_b;
  u[5] = w[2];
}

/* G^T u */
LL_INLINE void
ll_transform_weights_back (const LlVector u[6], LlVector w[3])
{
  LlVector sum_a = NA * (u[1] + u[2]);
  LlVector sum_b = NB * (u[3] + u[4]);

  w[0] = N0 * u[0] + sum_a + sum_b;
  w[1] = (NA * A1) * (u[1] - u[2]) + (NB * B1) * (u[3] - u[4]);
  w[2] = (u[5] + A2 * sum_a) + B2 * sum_b;
}
