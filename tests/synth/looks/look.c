/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Draws a recipe, and follows it. */

#include "looks/draws.h"
#include "looks/look.h"
#include "looks/optics.h"
#include "looks/tidy.h"
#include "looks/visible.h"

#define STREAM_LOOK 41
#define ATTEMPTS    6 /* to draw a picture whose objects can be seen */

typedef struct
{
  const gchar *name;
  void (*draw) (SynthDraw *draw);
  gdouble smallest; /* diameter that still shows what the look is */
} LookRow;

static const LookRow looks[SYNTH_N_LOOKS] = {
  [SYNTH_LOOK_BLOBS] = { "blobs", synth_draw_blobs, 8.0 },
  [SYNTH_LOOK_PHASE] = { "phase", synth_draw_phase, 12.0 },
  [SYNTH_LOOK_POLYCRYSTAL] = { "polycrystal", synth_draw_polycrystal, 10.0 },
  [SYNTH_LOOK_FOAM] = { "foam", synth_draw_foam, 8.0 },
  [SYNTH_LOOK_POWDER] = { "powder", synth_draw_powder, 8.0 },
  [SYNTH_LOOK_FLUORESCENCE] = { "fluorescence", synth_draw_fluorescence, 8.0 },
  [SYNTH_LOOK_STAINED] = { "stained", synth_draw_stained, 8.0 },
  [SYNTH_LOOK_SMEAR] = { "smear", synth_draw_smear, 8.0 },
  [SYNTH_LOOK_PALE] = { "pale", synth_draw_pale, 10.0 },
  [SYNTH_LOOK_GLANDS] = { "glands", synth_draw_glands, 40.0 },
  [SYNTH_LOOK_RODS] = { "rods", synth_draw_rods, 10.0 },
  [SYNTH_LOOK_IRREGULAR] = { "irregular", synth_draw_irregular, 10.0 },
  [SYNTH_LOOK_SECTIONS] = { "sections", synth_draw_sections, 8.0 },
  [SYNTH_LOOK_PORES] = { "pores", synth_draw_pores, 8.0 },
  [SYNTH_LOOK_MEMBRANES] = { "membranes", synth_draw_membranes, 12.0 },
  [SYNTH_LOOK_RELIEF] = { "relief", synth_draw_relief, 12.0 },
};

/* Whether there is more of the objects than a corner of one. */
static gboolean
are_enough (const SynthIds *ids, gdouble diameter)
{
  gsize pixels = (gsize) ids->width * (gsize) ids->height;
  gdouble enough = MIN (0.4 * diameter * diameter, 0.05 * (gdouble) pixels);
  gsize covered = 0;

  for (gsize i = 0; i < pixels; i++)
    covered += ids->data[i] != 0;
  return covered > 0 && (gdouble) covered >= enough;
}

/* Returns: (nullable): %NULL if objects are missing, or can hardly be seen and @strict. */
static SynthLook *
try_to_draw (LlRandom *random,
             gint width,
             gint height,
             gint channels,
             gdouble diameter,
             gint kind,
             gboolean strict)
{
  SynthRecipe recipe;
  SynthDraw draw = { random, diameter, &recipe };
  const SynthMaterial *const materials[2] = { &recipe.material, &recipe.other };
  g_autoptr (SynthLayout) layout = NULL;
  g_autoptr (SynthCanvas) canvas = NULL;
  g_autoptr (SynthLook) look = NULL;

  synth_draw_defaults (&draw);
  looks[kind].draw (&draw);
  synth_draw_other (&draw);
  /* Large objects are rarely alone. */
  if (synth_chance (random, 0.7))
    recipe.arrangement.fill = MAX (recipe.arrangement.fill,
                                   MIN (2.0 * diameter * diameter / width / height, 0.4));
  look = g_new0 (SynthLook, 1);
  layout = synth_layout_new (width, height, &recipe.arrangement, random);
  look->ids = synth_tidy (layout, diameter);
  if (!are_enough (look->ids, diameter))
    return NULL;

  canvas = synth_canvas_new (width, height, random);
  synth_ground_paint (canvas, &recipe.ground, layout, random);
  synth_material_paint (canvas, materials, recipe.other_share, layout, random);
  look->image = synth_optics_image (canvas, &recipe, layout, channels, random);
  if (strict && !synth_is_visible (look->image, look->ids))
    return NULL;
  look->kind = (SynthLookKind) kind;
  look->diameter = diameter;
  return g_steal_pointer (&look);
}

SynthLook *
synth_look_draw (guint64 seed,
                 gint width,
                 gint height,
                 gint channels,
                 gdouble diameter,
                 gint kind)
{
  SynthLook *look = NULL;
  gint drawn;
  LlRandom random;

  ll_random_init (&random, seed, STREAM_LOOK, 0);
  /* Everything is drawn, so that an argument changes nothing else. */
  drawn = ll_random_int (&random, SYNTH_N_LOOKS);
  if (kind >= 0 && kind < SYNTH_N_LOOKS)
    drawn = kind;
  for (guint64 attempt = 1; look == NULL; attempt++)
    {
      gdouble own_diameter;

      ll_random_init (&random, seed, STREAM_LOOK, attempt);
      own_diameter = synth_log_between (&random, looks[drawn].smallest, 160.0);
      if (diameter > 0.0)
        own_diameter = diameter;
      look = try_to_draw (&random, width, height, channels, own_diameter, drawn,
                          attempt <= ATTEMPTS);
    }
  return look;
}

void
synth_look_free (SynthLook *look)
{
  if (look == NULL)
    return;
  ll_image_free (look->image);
  synth_ids_free (look->ids);
  g_free (look);
}

const gchar *
synth_look_get_name (gint kind)
{
  return kind >= 0 && kind < SYNTH_N_LOOKS ? looks[kind].name : NULL;
}

gint
synth_look_from_name (const gchar *name)
{
  for (gint kind = 0; kind < SYNTH_N_LOOKS; kind++)
    if (g_str_equal (looks[kind].name, name))
      return kind;
  return SYNTH_LOOK_ANY;
}
