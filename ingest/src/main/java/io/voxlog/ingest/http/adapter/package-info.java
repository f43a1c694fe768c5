/** What the HTTP endpoints share. Errors are problem JSON (RFC 9457) that names cause and remedy. */
@NullMarked
package io.voxlog.ingest.http.adapter;

import org.jspecify.annotations.NullMarked;
