package io.voxlog.testkit.tone;

import io.voxlog.media.MediaTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A call of tone-coded words: the sound of each participant on one timeline, and what is said in it. */
public final class ToneCall {
    static final Comparator<ToneUtterance> IN_TIME =
            Comparator.comparing(ToneUtterance::start).thenComparing(ToneUtterance::speaker);

    private final List<String> participants;
    private final List<ToneUtterance> truth;
    private final MediaTime length;

    ToneCall(List<String> participants, List<ToneUtterance> truth, MediaTime length) {
        this.participants = List.copyOf(participants);
        this.truth = List.copyOf(truth);
        this.length = length;
    }

    /** An empty call with its cursor at 1 s. */
    public static ToneCallBuilder builder() {
        return new ToneCallBuilder();
    }

    public List<String> participants() {
        return participants;
    }

    public MediaTime length() {
        return length;
    }

    /** All words in order of start, then speaker. */
    public List<ToneUtterance> truth() {
        return truth;
    }

    public List<ToneUtterance> truth(String participant) {
        return truth.stream().filter(word -> word.speaker().equals(participant)).toList();
    }

    /** What a participant says, as mono PCM from the start of the call to its end. */
    public short[] pcm(String participant, int sampleRateHz) {
        int ticksPerSample = MediaTime.ticksPerSample(sampleRateHz);
        short[] pcm = new short[Math.toIntExact(length.ticks() / ticksPerSample)];
        for (ToneUtterance word : truth(participant)) {
            short[] sound = ToneWords.encode(word.text(), sampleRateHz);
            System.arraycopy(sound, 0, pcm, Math.toIntExact(word.start().ticks() / ticksPerSample), sound.length);
        }
        return pcm;
    }

    /** The same as {@link #pcm} as s16le bytes. */
    public byte[] pcmBytes(String participant, int sampleRateHz) {
        short[] pcm = pcm(participant, sampleRateHz);
        ByteBuffer bytes = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm);
        return bytes.array();
    }

    /** What a participant says, as Opus packets; packet n is heard from n times its length on. */
    public List<byte[]> opus(String participant, OpusSettings settings) {
        return OpusPackets.encode(pcm(participant, MediaTime.TICKS_PER_SECOND), settings);
    }

    /**
     * Writes {@code <participant>.wav} (48 kHz mono) for each, and {@code truth.json}, as a folder that can be played.
     */
    public void writeTo(Path folder, String room) throws IOException {
        Files.createDirectories(folder);
        for (String participant : participants) {
            byte[] pcm = pcmBytes(participant, MediaTime.TICKS_PER_SECOND);
            ByteBuffer wav = ByteBuffer.allocate(44 + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
            wav.put(ascii("RIFF")).putInt(36 + pcm.length).put(ascii("WAVEfmt "));
            wav.putInt(16).putShort((short) 1).putShort((short) 1);
            wav.putInt(MediaTime.TICKS_PER_SECOND).putInt(2 * MediaTime.TICKS_PER_SECOND);
            wav.putShort((short) 2).putShort((short) 16);
            wav.put(ascii("data")).putInt(pcm.length).put(pcm);
            Files.write(folder.resolve(participant + ".wav"), wav.array());
        }
        Files.writeString(folder.resolve("truth.json"), truthJson(room));
    }

    private String truthJson(String room) {
        String names = participants.stream()
                .map(name -> "\"" + name + "\":{\"name\":\"" + name + "\"}")
                .collect(Collectors.joining(","));
        String utterances = truth.stream()
                .map(word -> String.format(
                        Locale.ROOT,
                        "{\"participant\":\"%s\",\"start\":%.3f,\"end\":%.3f,\"text\":\"%s\"}",
                        word.speaker(),
                        word.start().seconds(),
                        word.end().seconds(),
                        word.text()))
                .collect(Collectors.joining(",\n  "));
        return String.format(
                Locale.ROOT,
                "{\"room\":\"%s\",\"duration\":%.3f,\"participants\":{%s},\"utterances\":[\n  %s]}\n",
                room,
                length.seconds(),
                names,
                utterances);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
