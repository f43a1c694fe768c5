/** What a webhook means before it is stored: whose it is, and whether it was seen before. No technology here. */
@NullMarked
package io.voxlog.ingest.webhook;

import org.jspecify.annotations.NullMarked;
