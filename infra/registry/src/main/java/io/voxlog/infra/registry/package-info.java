/**
 * Apicurio Registry as a child process. It keeps its schemas in a Postgres database, which made it ready in a quarter
 * of the time that its Kafka storage took, and needs no broker to start.
 */
@NullMarked
package io.voxlog.infra.registry;

import org.jspecify.annotations.NullMarked;
