/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers in bytes of a given order. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

static inline guint16
lp_bytes_get_16 (const gchar *bytes, gboolean big_endian)
{
  const guint8 *b = (const guint8 *) bytes;

  return (guint16) (big_endian ? b[0] << 8 | b[1] : b[1] << 8 | b[0]);
}

static inline guint32
lp_bytes_get_32 (const gchar *bytes, gboolean big_endian)
{
  guint32 first = lp_bytes_get_16 (bytes, big_endian);
  guint32 second = lp_bytes_get_16 (bytes + 2, big_endian);

  return big_endian ? first << 16 | second : second << 16 | first;
}

static inline gdouble
lp_bytes_get_float (const gchar *bytes, gboolean big_endian)
{
  union
  {
    guint32 bits;
    gfloat value;
  } number = { .bits = lp_bytes_get_32 (bytes, big_endian) };

  return number.value;
}

static inline gdouble
lp_bytes_get_double (const gchar *bytes, gboolean big_endian)
{
  guint64 first = lp_bytes_get_32 (bytes, big_endian);
  guint64 second = lp_bytes_get_32 (bytes + 4, big_endian);
  union
  {
    guint64 bits;
    gdouble value;
  } number = { .bits = big_endian ? first << 32 | second : second << 32 | first };

  return number.value;
}

G_END_DECLS
