/** Tests of the registry's errors. */
@NullMarked
package io.voxlog.schemas.registry;

import org.jspecify.annotations.NullMarked;
