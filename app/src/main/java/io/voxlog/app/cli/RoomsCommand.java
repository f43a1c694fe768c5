package io.voxlog.app.cli;

import io.voxlog.app.look.LogReader;
import io.voxlog.app.look.RoomList;
import io.voxlog.app.stack.Logs;
import io.voxlog.schemas.RoomState;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The rooms of the log. */
@Command(
        name = "rooms",
        mixinStandardHelpOptions = true,
        description = "The rooms that stand on the log, newest first.")
public final class RoomsCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "One JSON object per room and line: the record of the topic rooms.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logs.quiet();
        LogReader log = LogSource.open(cluster);
        List<RoomState> rooms = RoomList.read(log);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            rooms.forEach(out::println);
        } else {
            out.print(rooms.isEmpty() ? "No rooms." + System.lineSeparator() : RoomList.table(rooms));
        }
        out.flush();
        return 0;
    }
}
