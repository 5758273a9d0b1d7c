/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Between binary16 (1 sign, 5 exponent and 10 mantissa bits) and binary32, in integers alone,
 * so that the result is the same on every processor.
 */

#include "io/half.h"

#include <string.h>

gfloat
ll_half_to_float (guint16 half)
{
  guint32 sign = (guint32) (half & 0x8000) << 16;
  guint32 exponent = (half >> 10) & 0x1f;
  guint32 mantissa = half & 0x3ff;
  guint32 bits;
  gfloat value;

  if (exponent == 0x1f)
    bits = sign | 0x7f800000 | mantissa << 13;
  else if (exponent != 0)
    bits = sign | (exponent + 112) << 23 | mantissa << 13;
  else if (mantissa == 0)
    bits = sign;
  else
    {
      exponent = 113;
      while (!(mantissa & 0x400))
        {
          mantissa <<= 1;
          exponent--;
        }
      bits = sign | exponent << 23 | (mantissa & 0x3ff) << 13;
    }
  memcpy (&value, &bits, sizeof value);

  return value;
}

/* Drops the last @n bits. */
static guint32
round_bits (guint32 value, guint n)
{
  guint32 half = 1u << (n - 1);
  guint32 rest = value & ((1u << n) - 1);
  guint32 kept = value >> n;

  return kept + (rest > half || (rest == half && (kept & 1)));
}

guint16
ll_half_from_float (gfloat value)
{
  guint32 bits, sign, mantissa;
  gint exponent;

  memcpy (&bits, &value, sizeof bits);
  sign = (bits >> 16) & 0x8000;
  exponent = (gint) ((bits >> 23) & 0xff) - 112;
  mantissa = bits & 0x7fffff;

  if (exponent == 0xff - 112)
    return (guint16) (sign | 0x7c00 | (mantissa ? 0x200 : 0));
  if (exponent >= 0x1f)
    return (guint16) (sign | 0x7c00);
  if (exponent < -10)
    return (guint16) sign;
  if (exponent <= 0)
    return (guint16) (sign | round_bits (mantissa | 0x800000, (guint) (14 - exponent)));

  /* A carry goes on into the exponent, which is right. */
  return (guint16) (sign + round_bits ((guint32) exponent << 23 | mantissa, 13));
}
