package io.voxlog.monitor.api.adapter;

import io.voxlog.monitor.adapter.kafka.ConfigLog;
import io.voxlog.monitor.live.adapter.LiveStreams;
import io.voxlog.monitor.query.adapter.PgReader;
import io.voxlog.runtime.RoleContext;

/** What the endpoints answer from. */
public record ApiServices(RoleContext role, PgReader tables, LiveStreams live, ConfigLog config) {}
