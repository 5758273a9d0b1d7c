/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live/session.h"

#include <glib/gi18n-lib.h>
#include "host/patience.h"
#include "image/labels.h"
#include "layers/kept-classes.h"
#include "layers/live-layer.h"
#include "live/show.h"
#include "live/source.h"
#include "live/times.h"

/* A timer does a few milliseconds of work at a time, so GIMP and the window have the rest. */
#define TICK_MILLISECONDS 25
#define WORK_MICROSECONDS 8000

/* Whether images have come is looked at this often. */
#define LIST_MICROSECONDS (2 * G_USEC_PER_SEC)

/* Bytes per pixel that a study needs at most, and pixels of other images together. */
#define PIXEL_BYTES   60
#define OTHERS_PIXELS (64 * 1000 * 1000)

/* So many looks in a row find that a live layer no longer fits before it is replaced. */
#define PATIENCE 4

struct _LpLiveSession
{
  LlClasses *classes;
  LpLiveLook look;
  LpLiveLearner *learner;
  GPtrArray *sources; /* element-type LpLiveSource */
  LpLiveShow *show;   /* NULL: none          */
  gint32 shown;       /* image that is to be shown */
  gint misfits;       /* looks that found a live layer that does not fit it */
  gint64 listed;
  gint left_out;
  guint timer;
  gboolean resting;
  gboolean ended;
  gint64 busy; /* see lp_host_has_time() */
  LpLiveTimes *times;
};

static LpLiveSource *
find_source (const LpLiveSession *session, gint32 id)
{
  for (guint i = 0; i < session->sources->len; i++)
    {
      LpLiveSource *source = g_ptr_array_index (session->sources, i);

      if (source->id == id)
        return source;
    }

  return NULL;
}

/* The image that is shown comes first, then those whose time has come. */
static LpLiveSource *
find_due (const LpLiveSession *session)
{
  LpLiveSource *shown = find_source (session, session->shown);

  if (shown && lp_live_source_is_due (shown))
    return shown;
  for (guint i = 0; i < session->sources->len; i++)
    if (lp_live_source_is_due (g_ptr_array_index (session->sources, i)))
      return g_ptr_array_index (session->sources, i);

  return NULL;
}

static void
take_pictures (LpLiveSession *session)
{
  for (;;)
    {
      g_autoptr (LpLivePicture) picture = lp_live_learner_take (session->learner);

      if (!picture)
        break;
      if (session->show)
        {
          lp_live_show_add (session->show, picture);
          lp_live_times_seen (session->times, picture->paint);
        }
    }
}

static gboolean
on_tick (gpointer data)
{
  LpLiveSession *session = data;
  gint64 start = g_get_monotonic_time ();
  gboolean drawn = FALSE;

  if (session->resting || session->ended)
    return G_SOURCE_CONTINUE;

  take_pictures (session);
  if (!lp_host_has_time (&session->busy))
    return G_SOURCE_CONTINUE;
  while (session->show && g_get_monotonic_time () - start < WORK_MICROSECONDS &&
         lp_live_show_step (session->show))
    drawn = TRUE;
  if (drawn)
    {
      lp_host_update_displays ();
      lp_live_times_shown (session->times);
    }

  while (g_get_monotonic_time () - start < WORK_MICROSECONDS)
    {
      LpLiveSource *source = find_due (session);

      if (!source)
        break;
      lp_live_source_step (source, source->id == session->shown);
    }

  return G_SOURCE_CONTINUE;
}

/* Images */

/* Whether the learner may take the image too; those that were there before it count. */
static gboolean
has_room (const LpLiveSession *session, gint64 pixels)
{
  for (guint i = 0; i < session->sources->len; i++)
    pixels += ((const LpLiveSource *) g_ptr_array_index (session->sources, i))->pixels;

  return pixels <= OTHERS_PIXELS;
}

/* Adds an image if it has annotation layers with the classes of the session. */
static gboolean
add_image (LpLiveSession *session, gint32 id, gboolean needed, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (id);
  g_autoptr (LlClasses) classes = lp_kept_classes_read (id, NULL, error);
  const LpHostLayer *micrograph =
    classes ? lp_layers_find_micrograph (layers, -1, error) : NULL;
  gint64 pixels;

  if (!micrograph || !ll_classes_equal (classes, session->classes))
    return FALSE;

  pixels = (gint64) micrograph->width * micrograph->height;
  if ((!needed && !has_room (session, pixels)) ||
      !ll_memory_check ((guint64) pixels * PIXEL_BYTES, error))
    {
      session->left_out++;
      return FALSE;
    }

  g_ptr_array_add (session->sources, lp_live_source_new (id, micrograph, session->classes,
                                                         session->learner));

  return TRUE;
}

/* Whether the file of an image is open as another image that is learned from already. */
static gboolean
is_open_twice (const LpLiveSession *session, gint32 id)
{
  g_autofree gchar *path = lp_host_get_image_path (id);
  g_autofree gchar *identity = path ? ll_file_get_identity (path) : NULL;

  for (guint i = 0; identity && i < session->sources->len; i++)
    {
      const LpLiveSource *source = g_ptr_array_index (session->sources, i);
      g_autofree gchar *other = NULL;
      g_autofree gchar *theirs = NULL;

      if (!lp_host_has_image (source->id))
        continue;
      other = lp_host_get_image_path (source->id);
      theirs = other ? ll_file_get_identity (other) : NULL;
      if (g_strcmp0 (identity, theirs) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether the classes of an image are still those that the network learns. */
static gboolean
has_classes (const LpLiveSession *session, gint32 id)
{
  g_autoptr (LlClasses) classes = lp_kept_classes_read (id, NULL, NULL);

  return classes && ll_classes_equal (classes, session->classes);
}

static void
check_classes (LpLiveSession *session)
{
  for (guint i = 0; i < session->sources->len; i++)
    {
      LpLiveSource *source = g_ptr_array_index (session->sources, i);

      if (lp_host_has_image (source->id) && !has_classes (session, source->id))
        source->gone = TRUE;
    }
}

static void
add_others (LpLiveSession *session)
{
  g_autoptr (GArray) images = NULL;

  if (g_get_monotonic_time () - session->listed < LIST_MICROSECONDS)
    return;

  session->listed = g_get_monotonic_time ();
  session->left_out = 0;
  check_classes (session);
  images = lp_host_list_images ();
  for (guint i = 0; i < images->len; i++)
    {
      gint32 id = g_array_index (images, gint32, i);

      if (!find_source (session, id) && lp_labels_have_layers (id) &&
          !is_open_twice (session, id))
        add_image (session, id, id == session->shown, NULL);
    }
}

/* Removes what was closed or has changed its size; the latter comes back as another image. */
static void
drop_gone (LpLiveSession *session)
{
  for (guint i = session->sources->len; i-- > 0;)
    {
      const LpLiveSource *source = g_ptr_array_index (session->sources, i);

      if (!source->gone && lp_host_has_image (source->id))
        continue;
      lp_live_learner_remove (session->learner, source->id);
      if (session->show && lp_live_show_get_image (session->show) == source->id)
        g_clear_pointer (&session->show, lp_live_show_free);
      g_ptr_array_remove_index (session->sources, i);
      session->listed = 0;
    }
}

/* Removes the live layer from where it is shown. */
static void
end_show (LpLiveSession *session)
{
  gint32 image = session->show ? lp_live_show_get_image (session->show) : session->shown;
  g_autoptr (GPtrArray) layers = NULL;

  g_clear_pointer (&session->show, lp_live_show_free);
  if (!lp_host_has_image (image))
    return;

  layers = lp_host_list_layers (image);
  lp_live_layers_drop (image, layers, -1);
  lp_host_update_displays ();
}

/* Whether there is no live layer that does not fit the micrograph.  GIMP scales and crops it with
 * the image, and may be in the midst of that, when nothing may be frozen and removed.  So a person
 * who scales a single layer waits for a moment.
 */
static gboolean
fits (LpLiveSession *session, const GPtrArray *layers, const LpHostLayer *micrograph)
{
  const LpHostLayer *old = lp_live_layer_find (layers);

  if (!old || (old->x == micrograph->x && old->y == micrograph->y &&
               old->width == micrograph->width && old->height == micrograph->height))
    {
      session->misfits = 0;
      return TRUE;
    }
  if (session->misfits++ < PATIENCE)
    return FALSE;

  lp_live_layers_drop (session->shown, layers, -1);

  return FALSE;
}

/* Adds the live layer to the image that is to be shown, unless it is there. */
static gboolean
follow_show (LpLiveSession *session, GError **error)
{
  const LpLiveSource *source = find_source (session, session->shown);
  g_autoptr (GPtrArray) layers = NULL;
  const LpHostLayer *micrograph;

  if (session->show && lp_live_show_get_image (session->show) != session->shown)
    end_show (session);
  if (session->show && !lp_live_show_is_there (session->show))
    g_clear_pointer (&session->show, lp_live_show_free);
  if (session->show || !source)
    return TRUE;

  layers = lp_host_list_layers (source->id);
  micrograph = lp_layers_find (layers, source->micrograph.id);
  if (!micrograph || !fits (session, layers, micrograph))
    return TRUE;

  session->show = lp_live_show_new (source->id, layers, micrograph, session->classes,
                                    &session->look, error);
  if (!session->show)
    return FALSE;

  lp_live_learner_show (session->learner, source->id);

  return TRUE;
}

LpLiveSession *
lp_live_session_new (gint32 image,
                     const gchar *path,
                     const gchar *current,
                     const LpLiveLook *look,
                     GError **error)
{
  g_autoptr (LlClasses) classes = lp_kept_classes_read (image, NULL, error);
  g_autoptr (LpLiveSession) session = NULL;

  if (!classes)
    return NULL;

  session = g_new0 (LpLiveSession, 1);
  session->classes = g_steal_pointer (&classes);
  session->look = *look;
  session->shown = image;
  session->sources =
    g_ptr_array_new_with_free_func ((GDestroyNotify) lp_live_source_free);
  session->times = lp_live_times_new ();
  session->learner = lp_live_learner_new (session->classes, path, current);
  if (!add_image (session, image, TRUE, error) || !follow_show (session, error))
    return NULL;
  session->timer = g_timeout_add (TICK_MILLISECONDS, on_tick, session);

  return g_steal_pointer (&session);
}

void
lp_live_session_end (LpLiveSession *session)
{
  session->ended = TRUE;
  lp_live_learner_end (session->learner);
  end_show (session);
  g_ptr_array_set_size (session->sources, 0);
}

void
lp_live_session_free (LpLiveSession *session)
{
  if (!session)
    return;

  lp_live_session_end (session);
  if (session->timer > 0)
    g_source_remove (session->timer);
  lp_live_learner_free (session->learner);
  lp_live_times_free (session->times);
  g_ptr_array_unref (session->sources);
  ll_classes_free (session->classes);
  g_free (session);
}

void
lp_live_session_follow (LpLiveSession *session, gint32 image)
{
  if (session->ended || session->resting)
    return;

  drop_gone (session);
  add_others (session);
  if (image != session->shown && find_source (session, image))
    session->shown = image;
  follow_show (session, NULL);
}

void
lp_live_session_rest (LpLiveSession *session, gboolean rest)
{
  session->resting = rest;
  for (guint i = 0; i < session->sources->len; i++)
    if (rest)
      lp_live_source_rest (g_ptr_array_index (session->sources, i));
  lp_live_learner_pause (session->learner, rest);
}

void
lp_live_session_set_look (LpLiveSession *session, const LpLiveLook *look)
{
  session->look = *look;
  if (session->show)
    lp_live_show_set_look (session->show, look);
}

void
lp_live_session_poll (LpLiveSession *session, LpLiveStatus *status)
{
  lp_live_learner_poll (session->learner, status);
}

const GError *
lp_live_session_get_error (const LpLiveSession *session)
{
  return lp_live_learner_get_error (session->learner);
}

gint32
lp_live_session_get_image (const LpLiveSession *session)
{
  return session->show ? lp_live_show_get_image (session->show) : -1;
}

gint32
lp_live_session_get_layer (const LpLiveSession *session)
{
  return session->show ? lp_live_show_get_layer (session->show) : -1;
}

gboolean
lp_live_session_is_over (const LpLiveSession *session)
{
  return session->sources->len == 0;
}

gint
lp_live_session_get_left_out (const LpLiveSession *session)
{
  return session->left_out;
}
