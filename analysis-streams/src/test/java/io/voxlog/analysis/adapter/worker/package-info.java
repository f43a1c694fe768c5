/** Tests of the workers' adapters that need no broker. Those with one are in the role's test. */
@NullMarked
package io.voxlog.analysis.adapter.worker;

import org.jspecify.annotations.NullMarked;
