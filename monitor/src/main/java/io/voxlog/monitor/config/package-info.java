/**
 * What operators tell the system: engines, models and webhooks, with references to secrets and never the secrets
 * themselves. Entries are read and checked here, whoever wrote them.
 */
@NullMarked
package io.voxlog.monitor.config;

import org.jspecify.annotations.NullMarked;
