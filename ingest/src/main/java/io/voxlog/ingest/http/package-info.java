/** Rules of the HTTP edge: who may call, how often they may fail, how long they may take. No technology here. */
@NullMarked
package io.voxlog.ingest.http;

import org.jspecify.annotations.NullMarked;
