/** Providers behind the analysis port, by name. Each turns a request into its own terms and its answer back. */
@NullMarked
package io.voxlog.analysis.adapter.provider;

import org.jspecify.annotations.NullMarked;
