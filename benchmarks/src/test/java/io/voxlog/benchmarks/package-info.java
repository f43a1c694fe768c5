/** That the benchmarks run at all; what they measure is for people to read. */
@NullMarked
package io.voxlog.benchmarks;

import org.jspecify.annotations.NullMarked;
