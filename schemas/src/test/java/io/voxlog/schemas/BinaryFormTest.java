package io.voxlog.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The bytes of records, written down: a change of order or type shows here, byte by byte. */
final class BinaryFormTest {
    @Test
    void opusPacket() throws IOException {
        var packet = OpusPacket.newBuilder()
                .setEpoch(42)
                .setParticipantSid("PA_a")
                .setTrackSid("TR_b")
                .setPositionTicks(960)
                .setDurationTicks(960)
                .setSequence(7)
                .setRtpTime(960)
                .setSsrc(5)
                .setArrivalMicros(1_000_000)
                .setPayload(ByteBuffer.wrap(new byte[] {(byte) 0xf8, (byte) 0xff, (byte) 0xfe}))
                .build();
        assertForm(
                packet,
                "54" + "0850415f61" + "0854525f62" + "800f" + "800f" + "0e" + "800f" + "0a" + "80897a" + "00"
                        + "06f8fffe");
    }

    @Test
    void trackProgressWithAndWithoutItsOptionalField() throws IOException {
        var progress = TrackProgress.newBuilder()
                .setEpoch(1)
                .setParticipantSid("P")
                .setTrackSid("T")
                .setKind(ProgressKind.GAP)
                .setFromTicks(0)
                .setToTicks(-1)
                .build();
        assertForm(progress, "02" + "0250" + "0254" + "02" + "00" + "01" + "00");
        progress.setNextSequence(3L);
        assertForm(progress, "02" + "0250" + "0254" + "02" + "00" + "01" + "0206");
    }

    @Test
    void roomEventWithAControlRecordInItsUnion() throws IOException {
        var event = RoomEvent.newBuilder()
                .setId("livekit.audio/0/9")
                .setType("room_joined")
                .setRoomSid("RM")
                .setRoomName("r")
                .setSource(EventSource.AUDIO_LOG)
                .setCreatedAtMillis(1)
                .setParticipant(ParticipantInfo.newBuilder()
                        .setSid("PA")
                        .setIdentity("alice")
                        .setAttributes(Map.of("k", "v"))
                        .build())
                .setControl(new RoomJoined("RM", "r", "agent", 1L))
                .setAudioOffset(9L)
                .build();
        assertForm(
                event,
                "226c6976656b69742e617564696f2f302f39" + "16726f6f6d5f6a6f696e6564" + "04524d" + "0272" + "06" + "02"
                        + "00"
                        + "00" + "00"
                        + "02" + "045041" + "0a616c696365" + "00" + "00" + "00" + "00" + "02026b027600" + "00" + "00"
                        + "00"
                        + "02" + "04524d" + "0272" + "0a6167656e74" + "02"
                        + "0212" + "00");
    }

    @Test
    void transcriptFinalWithWords() throws IOException {
        var word = Word.newBuilder()
                .setText("hi")
                .setStartTicks(0)
                .setEndTicks(48)
                .setConfidence(1.0)
                .build();
        var transcribed = TranscriptFinal.newBuilder()
                .setId("0/T/0")
                .setRun(0)
                .setRoomSid("R")
                .setParticipantSid("P")
                .setParticipantIdentity("i")
                .setTrackSid("T")
                .setSessionId("s")
                .setEngine("e")
                .setConfigHash("c")
                .setLanguage("en")
                .setStartTicks(0)
                .setEndTicks(48)
                .setText("hi")
                .setWords(List.of(word))
                .build();
        assertForm(
                transcribed,
                "0a302f542f30" + "00" + "0252" + "0250" + "0269" + "0254" + "0273" + "0265" + "0263" + "04656e" + "00"
                        + "60" + "046869" + "02" + "046869" + "00" + "60" + "02000000000000f03f" + "00" + "00" + "00");
    }

    private static void assertForm(SpecificRecord value, String hex) throws IOException {
        var out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
        encoder.flush();
        assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(hex);
        SpecificRecord back = new SpecificDatumReader<SpecificRecord>(value.getSchema())
                .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
        assertThat(back).isEqualTo(value);
    }
}
