/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/system.h"

#include <errno.h>
#include <io.h>
#include <windows.h>

/* A lock keeps others from reading the bytes that it covers: this one is beyond all of them. */
#define LOCK_OFFSET_HIGH 0x7fffffff

static HANDLE
get_handle (gint fd)
{
  return (HANDLE) _get_osfhandle (fd);
}

/* Reads and writes go on where a descriptor is, unless they are told a place. */
static OVERLAPPED
at_place (guint64 place)
{
  return (OVERLAPPED){ .Offset = (DWORD) (place & 0xffffffff),
                       .OffsetHigh = (DWORD) (place >> 32) };
}

gint
ll_file_open (const gchar *path, gint flags, gint mode)
{
  return g_open (path, flags | _O_BINARY | _O_NOINHERIT, mode);
}

void
ll_file_close (gint fd)
{
  _close (fd);
}

gboolean
ll_file_stat (gint fd, GStatBuf *info)
{
#ifdef _WIN64
  return _fstat64 (fd, info) == 0;
#else
  return _fstat32 (fd, info) == 0;
#endif
}

gssize
ll_file_read (gint fd, gpointer to, gsize n)
{
  return _read (fd, to, (guint) MIN (n, G_MAXINT));
}

gssize
ll_file_read_at (gint fd, gpointer to, gsize n, guint64 place)
{
  OVERLAPPED overlapped = at_place (place);
  DWORD done = 0;

  if (ReadFile (get_handle (fd), to, (DWORD) MIN (n, G_MAXINT), &done, &overlapped) ||
      GetLastError () == ERROR_HANDLE_EOF)
    return (gssize) done;

  errno = EIO;

  return -1;
}

gssize
ll_file_write_at (gint fd, gconstpointer from, gsize n, guint64 place)
{
  OVERLAPPED overlapped = at_place (place);
  DWORD done = 0;

  if (WriteFile (get_handle (fd), from, (DWORD) MIN (n, G_MAXINT), &done, &overlapped))
    return (gssize) done;

  errno = GetLastError () == ERROR_DISK_FULL ? ENOSPC : EIO;

  return -1;
}

gboolean
ll_file_truncate (gint fd, guint64 length)
{
  FILE_END_OF_FILE_INFO info = { .EndOfFile.QuadPart = (LONGLONG) length };

  if (SetFileInformationByHandle (get_handle (fd), FileEndOfFileInfo, &info, sizeof info))
    return TRUE;

  errno = EIO;

  return FALSE;
}

gboolean
ll_file_reserve (gint fd, guint64 place, guint64 length)
{
  return TRUE;
}

gboolean
ll_file_lock (gint fd, gboolean *supported)
{
  OVERLAPPED overlapped = { .OffsetHigh = LOCK_OFFSET_HIGH };
  DWORD number;

  *supported = TRUE;
  if (LockFileEx (get_handle (fd), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0,
                  1, 0, &overlapped))
    return TRUE;

  number = GetLastError ();
  *supported = number == ERROR_LOCK_VIOLATION || number == ERROR_IO_PENDING;

  return !*supported;
}

gboolean
ll_file_is_at (gint fd, const gchar *path)
{
  g_autofree wchar_t *wide = (wchar_t *) g_utf8_to_utf16 (path, -1, NULL, NULL, NULL);
  BY_HANDLE_FILE_INFORMATION opened, named;
  gboolean same = FALSE;
  HANDLE handle;

  if (!wide || !GetFileInformationByHandle (get_handle (fd), &opened))
    return FALSE;

  handle = CreateFileW (wide, FILE_READ_ATTRIBUTES,
                        FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                        OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT, NULL);
  if (handle == INVALID_HANDLE_VALUE)
    return FALSE;

  same = GetFileInformationByHandle (handle, &named) &&
         opened.dwVolumeSerialNumber == named.dwVolumeSerialNumber &&
         opened.nFileIndexHigh == named.nFileIndexHigh &&
         opened.nFileIndexLow == named.nFileIndexLow;
  CloseHandle (handle);

  return same;
}

gint
ll_file_sync (gint fd)
{
  return g_fsync (fd) == 0 ? 0 : errno;
}

/* Names are in the journal of the file system. */
void
ll_folder_sync (const gchar *folder)
{
}

/* A new file inherits the permissions of its folder. */
void
ll_file_copy_permissions (gint fd, const GStatBuf *old)
{
}

gboolean
ll_file_rename_to_new (const gchar *from, const gchar *to)
{
  g_autofree wchar_t *wide_from =
    (wchar_t *) g_utf8_to_utf16 (from, -1, NULL, NULL, NULL);
  g_autofree wchar_t *wide_to = (wchar_t *) g_utf8_to_utf16 (to, -1, NULL, NULL, NULL);

  if (wide_from && wide_to && MoveFileExW (wide_from, wide_to, MOVEFILE_WRITE_THROUGH))
    return TRUE;

  errno = GetLastError () == ERROR_ALREADY_EXISTS || GetLastError () == ERROR_FILE_EXISTS
            ? EEXIST
            : EACCES;

  return FALSE;
}

gboolean
ll_file_is_bound_to_name (void)
{
  return TRUE;
}

guint64
ll_process_get_memory_left (void)
{
  MEMORYSTATUSEX status = { .dwLength = sizeof status };

  if (!GlobalMemoryStatusEx (&status))
    return G_MAXUINT64;

  return MIN ((guint64) status.ullAvailPhys, (guint64) status.ullAvailVirtual);
}
