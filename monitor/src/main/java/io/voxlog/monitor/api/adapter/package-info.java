/** The API and the page on Vert.x Web. Everything runs on the event loop of the verticle that made it. */
@NullMarked
package io.voxlog.monitor.api.adapter;

import org.jspecify.annotations.NullMarked;
