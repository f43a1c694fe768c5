/**
 * Measures the system under load: the roles and their broker in this process, the load in a child process. Figures are
 * for people to read; nothing here passes or fails.
 */
@NullMarked
package io.voxlog.app.bench;

import org.jspecify.annotations.NullMarked;
