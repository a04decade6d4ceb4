/**
 * SQL for the RETURNING of a statement that may be lost when the server crashes: its transaction, and no other, commits
 * without a flush of the write-ahead log (synchronous_commit), which takes most of its time. What it wrote comes to the disk
 * within a second, and never before what was committed earlier. Always true.
 */
export const WITHOUT_WAITING_FOR_THE_DISK = "set_config('synchronous_commit', 'off', true) IS NOT NULL";
