/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Results become layers in a single undo step, which includes a conversion of the image. */

#include "segment/insert.h"

#include <glib/gi18n-lib.h>

#include "layers/layers.h"
#include "network/paths.h"
#include "network/starting.h"
#include "procedure/names.h"
#include "scale/known-scale.h"

static gchar *
get_network_name (const gchar *path)
{
  return lp_starting_is_path (path) ? g_strdup (LP_STARTING_NAME)
                                    : lp_network_name (path);
}

/* @page: NULL: there is only one */
static gchar *
make_group_name (const gchar *path, const LpHostLayer *page)
{
  g_autofree gchar *base = get_network_name (path);

  return page ? g_strdup_printf ("%s: %s (%s)", LP_GROUP_NAME, base, page->name)
              : g_strdup_printf ("%s: %s", LP_GROUP_NAME, base);
}

/* The name of the network and the SHA-256 of its file: which network made a result. */
static gchar *
describe_network (const gchar *path)
{
  g_autofree gchar *name = get_network_name (path);
  g_autofree gchar *sum = lp_network_get_sum (path);

  return g_strdup_printf ("%s\n%s", name, sum ? sum : "");
}

/* A quick look replaces the one before: its group, with the layers in it.
 *
 * Returns: (transfer full) (element-type gint32): what this call replaces.
 */
static GArray *
find_replaced (const LpCall *call)
{
  g_autofree gchar *quick = lp_quick_look_path ();
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (gint32));

  if (g_strcmp0 (lp_arguments_get_string (call->in, LP_ARG_WEIGHTS), quick) != 0)
    return g_steal_pointer (&old);

  layers = lp_host_list_layers (call->image);
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      g_autofree gchar *network = lp_host_get_layer_text (layer->id, LP_PARASITE_NETWORK);

      if (network && g_str_has_prefix (network, LP_QUICK_LOOK_NAME "\n"))
        g_array_append_val (old, layer->id);
    }

  return g_steal_pointer (&old);
}

/* Inserts the result of one page, and deletes what it replaces.  Returns: its group, or -1. */
static gint32
insert_page (LpCall *call,
             const gchar *path,
             const LlNetwork *network,
             const LpPageResult *page,
             gboolean single,
             const GArray *replaced,
             GError **error)
{
  const LpHostLayer *micrograph = page->micrograph;
  LpStyle style = (LpStyle) lp_arguments_get_choice (call->in, LP_ARG_STYLE);
  g_autofree gchar *name = make_group_name (path, single ? NULL : micrograph);
  g_autofree gchar *described = describe_network (path);
  g_autofree gchar *json = ll_classes_to_json (ll_network_get_classes (network));
  g_autofree gchar *origin = lp_origin_to_text (&page->origin);
  gint32 group = lp_result_insert (page->result, call->image, name, style, micrograph->x,
                                   micrograph->y, replaced, error);

  if (group < 0)
    return -1;

  lp_host_set_layer_text (group, LP_PARASITE_ROLE, LP_ROLE_WORD_RESULT);
  lp_host_set_layer_text (group, LP_PARASITE_CLASSES, json);
  lp_host_set_layer_text (group, LP_PARASITE_ORIGIN, origin);
  lp_host_set_layer_text (group, LP_PARASITE_NETWORK, described);

  return group;
}

/* Inserts all or none; the first comes last, to lie on top. */
static gint32
insert_pages (LpCall *call,
              const gchar *path,
              const LlNetwork *network,
              const GPtrArray *pages,
              GError **error)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) replaced = find_replaced (call);

  for (guint i = pages->len; i-- > 0;)
    {
      gint32 group = insert_page (call, path, network, g_ptr_array_index (pages, i),
                                  pages->len == 1, replaced, error);

      if (group < 0)
        {
          for (guint k = 0; k < groups->len; k++)
            lp_host_delete_layer (g_array_index (groups, gint32, k));
          return -1;
        }
      g_array_append_val (groups, group);
      /* Once is enough. */
      g_array_set_size (replaced, 0);
    }

  return g_array_index (groups, gint32, groups->len - 1);
}

gint32
lp_insert_results (LpCall *call,
                   const gchar *path,
                   const LlNetwork *network,
                   const GPtrArray *pages,
                   GError **error)
{
  LpStyle style = (LpStyle) lp_arguments_get_choice (call->in, LP_ARG_STYLE);
  LpBase base = lp_host_get_image_base (call->image);
  gboolean convert =
    base == LP_BASE_INDEXED ||
    (base == LP_BASE_GREY &&
     (style == LP_STYLE_COLOUR || lp_arguments_get_bool (call->in, LP_ARG_INSTANCES)));
  gint32 group = -1;

  lp_host_undo_group_start (call->image);
  if (!convert || lp_host_convert_to_rgb (call->image, error))
    group = insert_pages (call, path, network, pages, error);
  if (group >= 0)
    {
      lp_known_scale_keep (call->image, call->drawable);
      lp_layers_hide_others (call->image, group);
      /* The active layer stays the same: the next brush stroke is not meant
       * for a result.
       */
      if (lp_host_get_layer (call->drawable) >= 0)
        lp_host_select_layer (call->image, lp_host_get_layer (call->drawable));
    }
  lp_host_undo_group_end (call->image);

  if (group >= 0 && convert)
    lp_call_note (call,
                  _ ("The image was converted to RGB, so that layers can have colours."));

  return group;
}
