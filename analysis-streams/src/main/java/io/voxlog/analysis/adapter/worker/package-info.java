/**
 * The job workers: share groups hand jobs out, a write-ahead log keeps their attempts, transactions fence the late.
 * What a job is and how often one is tried, the job package decides.
 */
@NullMarked
package io.voxlog.analysis.adapter.worker;

import org.jspecify.annotations.NullMarked;
