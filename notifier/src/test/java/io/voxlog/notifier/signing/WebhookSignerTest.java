package io.voxlog.notifier.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.runtime.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1_614_265_330;

    /** The vector of the specification's reference libraries. */
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void signsAsTheReferenceLibrariesDo() {
        assertThat(signer(SECRET).sign(ID, TIMESTAMP, BODY)).isEqualTo(SIGNATURE);
    }

    @Test
    void signsWithEverySecretWhileTheyAreChanged() {
        String both =
                signer(SECRET + "\nwhsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n").sign(ID, TIMESTAMP, BODY);

        assertThat(both.split(" ")).hasSize(2).contains(SIGNATURE).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2-hunter2-hunter2", "whsec_", "whsec_c2hvcnQ=", "whsec_not%base64%at%all"})
    void refusesOtherFormsWithoutShowingThem(String secret) {
        assertThatThrownBy(() -> signer(secret))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageContaining("whsec_ and the base64")
                .hasNoCause()
                .message()
                .doesNotContain("hunter2", "c2hvcnQ", "not%");
    }

    private static WebhookSigner signer(String secret) {
        return WebhookSigner.of(new Secret(secret));
    }
}
