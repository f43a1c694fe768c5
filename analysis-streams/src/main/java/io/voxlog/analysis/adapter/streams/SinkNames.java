package io.voxlog.analysis.adapter.streams;

/** Names of the topology's sinks. */
final class SinkNames {
    static final String ROOMS = "rooms-sink";
    static final String TRANSCRIPTS = "transcripts-sink";

    private SinkNames() {}

    static String jobs(int band) {
        return "jobs-" + band + "-sink";
    }
}
