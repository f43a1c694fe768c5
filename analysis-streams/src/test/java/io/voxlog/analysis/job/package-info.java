/** Tests of how a job is brought to its end. Providers and ledger are fakes. */
@NullMarked
package io.voxlog.analysis.job;

import org.jspecify.annotations.NullMarked;
