package io.voxlog.app;

import io.voxlog.app.cli.BenchCommand;
import io.voxlog.app.cli.ConfigCommand;
import io.voxlog.app.cli.DemoCommand;
import io.voxlog.app.cli.DevCommand;
import io.voxlog.app.cli.EgressCommand;
import io.voxlog.app.cli.KafkaCommand;
import io.voxlog.app.cli.MonitorCommand;
import io.voxlog.app.cli.PlayCommand;
import io.voxlog.app.cli.RoomsCommand;
import io.voxlog.app.cli.RunCommand;
import io.voxlog.app.cli.TailCommand;
import io.voxlog.app.cli.TopicsCommand;
import io.voxlog.app.cli.TranscriptCommand;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point: {@code ./voxlog <command>}. */
@Command(
        name = "voxlog",
        mixinStandardHelpOptions = true,
        version = "voxlog 0.1.0",
        description = "LiveKit rooms as durable, replayable Kafka topics: events, audio, transcripts, analyses.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            DevCommand.class,
            PlayCommand.class,
            TopicsCommand.class,
            KafkaCommand.class,
            RunCommand.class,
            RoomsCommand.class,
            TranscriptCommand.class,
            TailCommand.class,
            BenchCommand.class,
            ConfigCommand.class,
            EgressCommand.class,
            MonitorCommand.class
        })
public final class VoxlogMain {
    private VoxlogMain() {}

    /** Exit status: 0 done; 1 it was tried and failed, the cause is printed; 2 the command line is wrong. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** The root of all commands, not run. */
    static Object commands() {
        return new VoxlogMain();
    }

    /** The command's exit status; it prints to the standard streams. */
    static int run(String... arguments) {
        Charset terminal = Charset.defaultCharset();
        return run(new PrintWriter(System.out, true, terminal), new PrintWriter(System.err, true, terminal), arguments);
    }

    /** The command's exit status. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(commands())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err);
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            command.getErr().println("voxlog: " + causes(exception));
            return 1;
        });
        if (arguments.length == 0) {
            line.usage(line.getOut());
            return 2;
        }
        return line.execute(arguments);
    }

    private static String causes(Throwable exception) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : System.lineSeparator() + "  because: ")
                        .append(message);
            }
        }
        return text.toString();
    }
}
