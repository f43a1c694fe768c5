/**
 * Postgres: how to reach one, its tables (Flyway migrations), and a real server as a child process. The server keeps
 * its data in a folder and survives crashes of its owner.
 */
@NullMarked
package io.voxlog.infra.postgres;

import org.jspecify.annotations.NullMarked;
