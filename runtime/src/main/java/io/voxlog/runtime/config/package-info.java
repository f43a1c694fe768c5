/**
 * Where settings come from and which there are: flags, environment, {@code .env}, and the catalogue of all variables.
 * Roles see none of this; they read an {@link io.voxlog.runtime.Env}.
 */
@NullMarked
package io.voxlog.runtime.config;

import org.jspecify.annotations.NullMarked;
