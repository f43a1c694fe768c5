package io.voxlog.app.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxlog.media.MediaFormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A recorded call in a folder: one {@code <identity>.ogg} (Opus) or {@code <identity>.wav} per participant, all on one
 * timeline, and optionally {@code truth.json}.
 */
public final class CallFolder {
    private static final Pattern IDENTITY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Set<String> OTHER_AUDIO =
            Set.of("mp3", "m4a", "mp4", "aac", "flac", "opus", "webm", "mka", "oga", "aiff", "wma", "amr", "mov");
    private static final String TRUTH = "truth.json";

    private CallFolder() {}

    /**
     * Reads the whole call.
     *
     * @throws BadCallException naming the file, what is wrong with it and what to do
     */
    public static RecordedCall read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadCallException(
                    folder
                            + " is not a folder. A call is a folder with one <identity>.ogg or <identity>.wav per participant.");
        }
        Truth truth = truth(folder.resolve(TRUTH));
        List<CallParticipant> participants = new ArrayList<>();
        for (Path file : voices(folder)) {
            String identity = identity(file);
            participants.add(participant(file, identity, displayName(truth, identity)));
        }
        if (participants.isEmpty()) {
            throw new BadCallException(
                    folder + " holds no audio: put one <identity>.ogg or <identity>.wav per participant there.");
        }
        Path name = folder.toAbsolutePath().normalize().getFileName();
        String room = truth != null && truth.room() != null ? truth.room() : name == null ? "call" : name.toString();
        return new RecordedCall(room, participants, Optional.ofNullable(truth));
    }

    private static List<Path> voices(Path folder) throws IOException {
        List<Path> voices = new ArrayList<>();
        Set<String> identities = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String ending = ending(file);
                if (OTHER_AUDIO.contains(ending)) {
                    throw new BadCallException(file + ": ." + ending + " is not supported. Convert it: ffmpeg -i "
                            + file.getFileName() + " -ac 1 -ar 48000 -c:a libopus " + identity(file) + ".ogg");
                }
                if (ending.equals("ogg") || ending.equals("wav")) {
                    if (!identities.add(identity(file))) {
                        throw new BadCallException(
                                file + ": a second file for " + identity(file) + "; keep one file per participant.");
                    }
                    voices.add(file);
                }
            }
        }
        return voices;
    }

    private static CallParticipant participant(Path file, String identity, String displayName) throws IOException {
        if (!IDENTITY.matcher(identity).matches()) {
            throw new BadCallException(
                    file
                            + ": the file's name is the participant's identity and may have letters, digits, '.', '_' and '-' only. Rename it.");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            VoiceFile voice = ending(file).equals("ogg") ? VoiceFile.ogg(in) : VoiceFile.wav(in);
            return new CallParticipant(identity, displayName, voice.packets(), voice.endTicks());
        } catch (MediaFormatException e) {
            throw new BadCallException(
                    file + ": " + e.getMessage() + ". Convert it: ffmpeg -i " + file.getFileName()
                            + " -ac 1 -ar 48000 -c:a libopus converted.ogg, then replace the file by " + identity
                            + ".ogg",
                    e);
        }
    }

    private static @Nullable Truth truth(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return new ObjectMapper().readValue(file.toFile(), Truth.class);
        } catch (JsonProcessingException e) {
            throw new BadCallException(file + " is not a valid truth.json: " + e.getOriginalMessage(), e);
        }
    }

    private static String displayName(@Nullable Truth truth, String identity) {
        Truth.Person person = truth == null ? null : truth.participants().get(identity);
        return person == null || person.name() == null ? identity : person.name();
    }

    private static String identity(Path file) {
        String name = fileName(file);
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static String ending(Path file) {
        String name = fileName(file);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
    }

    private static String fileName(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
