/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The three tasks of the network (section 3 of the paper). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LL_TASK_DETECTION,    /* task 1: rough inner regions, one class per object */
  LL_TASK_SEPARATION,   /* task 2: interfaces between touching objects      */
  LL_TASK_SEGMENTATION, /* task 3: masks exact up to the boundary           */
  LL_N_TASKS
} LlTask;

/**
 * ll_task_get_name:
 * @task: a task
 *
 * Returns: the task's lower-case name ("detection" ...), as used in weights
 *   files, parasites and procedure arguments.  Static.
 */
const gchar *ll_task_get_name (LlTask task);

/**
 * ll_task_get_title:
 * @task: a task
 *
 * Returns: the name as a layer title ("Detection" ...).  Static.
 */
const gchar *ll_task_get_title (LlTask task);

/**
 * ll_task_find:
 * @name: a name, valid or not, as of ll_task_get_name()
 *
 * Returns: the task of that name, or %LL_N_TASKS.
 */
LlTask ll_task_find (const gchar *name);

G_END_DECLS
