/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tells ThreadSanitizer of GLib's locks, which wait by futexes that it does not see: a library to
 * load before all others (LD_PRELOAD) into a program that is built with the sanitizer.  So what
 * GEGL's own threads do with the operation is judged, though GEGL is not instrumented itself.
 *
 * What one thread has written before it releases a lock can be read by the one that takes it
 * next: __tsan_release and __tsan_acquire say so (LLVM, tsan_interface.h).
 */

#define _GNU_SOURCE

#include <dlfcn.h>

#include <glib.h>

void __tsan_acquire (void *address);
void __tsan_release (void *address);

/* The function of this name that GLib itself has. */
#define NEXT(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

#define TAKE(name, Type)    \
  void (name) (Type * lock) \
  {                         \
    NEXT (name) (lock);     \
    __tsan_acquire (lock);  \
  }

#define TRY(name, Type)                  \
  gboolean (name) (Type * lock)          \
  {                                      \
    gboolean taken = NEXT (name) (lock); \
                                         \
    if (taken)                           \
      __tsan_acquire (lock);             \
    return taken;                        \
  }

#define RELEASE(name, Type) \
  void (name) (Type * lock) \
  {                         \
    __tsan_release (lock);  \
    NEXT (name) (lock);     \
  }

TAKE (g_mutex_lock, GMutex)
TRY (g_mutex_trylock, GMutex)
RELEASE (g_mutex_unlock, GMutex)
TAKE (g_rec_mutex_lock, GRecMutex)
TRY (g_rec_mutex_trylock, GRecMutex)
RELEASE (g_rec_mutex_unlock, GRecMutex)
TAKE (g_rw_lock_reader_lock, GRWLock)
TRY (g_rw_lock_reader_trylock, GRWLock)
RELEASE (g_rw_lock_reader_unlock, GRWLock)
TAKE (g_rw_lock_writer_lock, GRWLock)
TRY (g_rw_lock_writer_trylock, GRWLock)
RELEASE (g_rw_lock_writer_unlock, GRWLock)

void (g_cond_wait) (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  NEXT (g_cond_wait) (cond, mutex);
  __tsan_acquire (mutex);
}

gboolean (g_cond_wait_until) (GCond *cond, GMutex *mutex, gint64 end)
{
  gboolean signalled;

  __tsan_release (mutex);
  signalled = NEXT (g_cond_wait_until) (cond, mutex, end);
  __tsan_acquire (mutex);

  return signalled;
}
