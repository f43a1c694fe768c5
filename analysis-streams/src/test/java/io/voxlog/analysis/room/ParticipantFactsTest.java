package io.voxlog.analysis.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParticipantFactsTest {
    @Test
    void displayNameIsTheFirstThatThereIsInTheAgreedOrder() {
        assertThat(facts("web-1", "Ann L.", "SIP", "Ann", "+43 1").displayName())
                .isEqualTo("Ann");
        assertThat(facts("web-1", "Ann L.", "SIP", null, "+43 1").displayName()).isEqualTo("+43 1");
        assertThat(facts("web-1", "Ann L.", "SIP", null, null).displayName()).isEqualTo("Ann L.");
        assertThat(facts("sip-call-1", "", "STANDARD", null, null).displayName())
                .isEqualTo("Phone User");
        assertThat(facts("web-1", " ", "STANDARD", null, null).displayName()).isEqualTo("Web User");
        assertThat(facts("ann", "", "STANDARD", null, null).displayName()).isEqualTo("ann");
    }

    @ParameterizedTest
    @CsvSource({"STANDARD,web", "SIP,sip", "CONNECTOR,web"})
    void connectionTypeFollowsTheKind(String kind, String connectionType) {
        assertThat(facts("ann", "", kind, null, null).connectionType()).isEqualTo(connectionType);
    }

    @ParameterizedTest
    @CsvSource({"STANDARD,true", "SIP,true", "UNKNOWN,true", "AGENT,false", "EGRESS,false"})
    void machinesAreNotHuman(String kind, boolean human) {
        assertThat(facts("ann", "", kind, null, null).human()).isEqualTo(human);
    }

    @Test
    void whoIsHiddenIsNotHuman() {
        assertThat(new ParticipantFacts("PA", "r", "", "STANDARD", true, null, null, null).human())
                .isFalse();
    }

    private static ParticipantFacts facts(
            String identity, String name, String kind, @Nullable String contact, @Nullable String phone) {
        return new ParticipantFacts("PA_1", identity, name, kind, false, null, contact, phone);
    }
}
