/**
 * Apicurio Registry, API version 3: registering the schemas of the catalogue, and the look-ups that the serdes need.
 * Everything goes through the JDK's HTTP client with short timeouts.
 */
@NullMarked
package io.voxlog.schemas.registry;

import org.jspecify.annotations.NullMarked;
