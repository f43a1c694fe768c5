package io.voxlog.app.cli;

import io.voxlog.app.look.SealedTranscripts;
import io.voxlog.app.stack.Logs;
import io.voxlog.app.stack.StackFailedException;
import io.voxlog.schemas.Transcript;
import io.voxlog.transcript.export.TranscriptFormat;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A sealed transcript as a file. */
@Command(
        name = "transcript",
        mixinStandardHelpOptions = true,
        description = "The newest sealed transcript of a room, from the log.")
public final class TranscriptCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "ROOM", description = "Sid or name; of several rooms with the name, the newest.")
    private String room = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "TXT",
            description = "${COMPLETION-CANDIDATES}, in any case. Default: txt.")
    private TranscriptFormat format = TranscriptFormat.TXT;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logs.quiet();
        Transcript transcript = SealedTranscripts.newest(LogSource.open(cluster), room)
                .orElseThrow(
                        () -> new StackFailedException(
                                "no sealed transcript of " + room
                                        + ": it is sealed when the call is over and every track is transcribed (./voxlog rooms tells)"));
        PrintWriter out = spec.commandLine().getOut();
        out.print(SealedTranscripts.write(transcript, format));
        if (format == TranscriptFormat.JSON) {
            out.println();
        }
        out.flush();
        return 0;
    }
}
