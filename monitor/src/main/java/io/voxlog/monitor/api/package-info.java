/**
 * The rules of the HTTP API, apart from HTTP's machinery: problems, parameters, content negotiation, who may ask from
 * where and how often.
 */
@NullMarked
package io.voxlog.monitor.api;

import org.jspecify.annotations.NullMarked;
