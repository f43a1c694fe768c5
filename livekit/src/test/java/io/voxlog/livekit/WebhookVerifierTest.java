package io.voxlog.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import io.livekit.server.AccessToken;
import io.livekit.server.WebhookReceiver;
import io.voxlog.runtime.Secret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookVerifierTest {
    private static final String KEY = "devkey";
    private static final Secret SECRET = new Secret("secretsecretsecretsecretsecretsecret");
    private static final Secret NEXT_SECRET = new Secret("nextnextnextnextnextnextnextnextnext");
    private static final byte[] BODY = "{\"event\":\"room_started\", \"id\":\"EV_1\", \"room\":{\"name\":\"Grüße\"}}"
            .getBytes(StandardCharsets.UTF_8);

    /** The SDK reads the machine's clock, so the tests share it. */
    private final Clock clock = Clock.systemUTC();

    private final WebhookVerifier verifier = new WebhookVerifier(
            new ApiKeys(Map.of(KEY, List.of(NEXT_SECRET, SECRET), "otherkey", List.of(NEXT_SECRET))), clock);

    @Test
    void acceptsWhatTheSignerSignsAndSoDoesTheSdk() {
        String token = new WebhookSigner(KEY, SECRET, clock).sign(BODY);
        assertThat(verifier.verify(token, BODY)).isInstanceOf(WebhookVerdict.Accepted.class);
        assertThat(new WebhookReceiver(KEY, SECRET.reveal())
                        .receive(new String(BODY, StandardCharsets.UTF_8), token)
                        .getRoom()
                        .getName())
                .isEqualTo("Grüße");
    }

    @Test
    void acceptsWhatTheSdkSigns() {
        AccessToken sdk = new AccessToken(KEY, SECRET.reveal());
        sdk.setSha256(WebhookSigner.hash(BODY));
        sdk.setTtl(300_000);
        assertThat(verifier.verify(sdk.toJwt(), BODY)).isEqualTo(new WebhookVerdict.Accepted(KEY, 0));
    }

    @Test
    void refusesWhatTheSdkRefuses() {
        String token = new WebhookSigner(KEY, new Secret("wrongwrongwrongwrongwrongwrongwrong"), clock).sign(BODY);
        assertThatThrownBy(() ->
                new WebhookReceiver(KEY, SECRET.reveal()).receive(new String(BODY, StandardCharsets.UTF_8), token));
        assertRefused(token, BODY, TokenRefusal.BAD_SIGNATURE);
    }

    @Test
    void tellsKeysApartByIssuerAndAcceptsBothSecretsWhileOneIsRotated() {
        assertThat(verifier.verify(new WebhookSigner(KEY, NEXT_SECRET, clock).sign(BODY), BODY))
                .isInstanceOf(WebhookVerdict.Accepted.class);
        assertThat(verifier.verify(new WebhookSigner("otherkey", NEXT_SECRET, clock).sign(BODY), BODY))
                .isInstanceOfSatisfying(
                        WebhookVerdict.Accepted.class,
                        accepted -> assertThat(accepted.issuer()).isEqualTo("otherkey"));
        assertRefused(new WebhookSigner("otherkey", SECRET, clock).sign(BODY), BODY, TokenRefusal.BAD_SIGNATURE);
        assertRefused(new WebhookSigner("stranger", SECRET, clock).sign(BODY), BODY, TokenRefusal.UNKNOWN_ISSUER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "  Bearer   "})
    void toleratesABearerPrefix(String prefix) {
        String token = prefix + new WebhookSigner(KEY, SECRET, clock).sign(BODY);
        assertThat(verifier.verify(token, BODY)).isInstanceOf(WebhookVerdict.Accepted.class);
    }

    @Test
    void refusesABodyOfOtherBytesEvenIfItMeansTheSame() {
        String token = new WebhookSigner(KEY, SECRET, clock).sign(BODY);
        byte[] respaced =
                new String(BODY, StandardCharsets.UTF_8).replace(", ", ",").getBytes(StandardCharsets.UTF_8);
        assertRefused(token, respaced, TokenRefusal.WRONG_HASH);
        assertRefused(token, new byte[0], TokenRefusal.WRONG_HASH);
        assertRefused(sign(claims(Instant.now())), BODY, TokenRefusal.WRONG_HASH);
    }

    @Test
    void refusesEveryTamperedCharacterOfTheToken() {
        String token = new WebhookSigner(KEY, SECRET, clock).sign(BODY);
        // The last character of a base64url part holds padding bits and may have twins.
        for (int i = 0; i < token.length() - 1; i++) {
            char replaced = token.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = token.substring(0, i) + replaced + token.substring(i + 1);
            assertThat(verifier.verify(tampered, BODY)).isInstanceOf(WebhookVerdict.Refused.class);
        }
    }

    @Test
    void refusesOtherAlgorithms() throws Exception {
        String claims =
                encode("{\"iss\":\"devkey\",\"exp\":99999999999,\"sha256\":\"" + WebhookSigner.hash(BODY) + "\"}");
        assertRefused(encode("{\"alg\":\"none\"}") + "." + claims + ".", BODY, TokenRefusal.BAD_ALGORITHM);
        assertRefused(encode("{\"alg\":\"hs256\"}") + "." + claims + ".AAAA", BODY, TokenRefusal.BAD_ALGORITHM);
        RSAPrivateKey rsa = (RSAPrivateKey)
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        JWTCreator.Builder valid = claims(Instant.now()).withClaim("sha256", WebhookSigner.hash(BODY));
        assertRefused(valid.sign(Algorithm.RSA256(null, rsa)), BODY, TokenRefusal.BAD_ALGORITHM);
        assertRefused(valid.sign(Algorithm.HMAC512(SECRET.reveal())), BODY, TokenRefusal.BAD_ALGORITHM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a.b.c", "....", "e30.e30.e30.e30", "e30.W10.AAAA", "!!.!!.!!"})
    void refusesWhatIsNoToken(String token) {
        assertRefused(token, BODY, TokenRefusal.MALFORMED);
    }

    @Test
    void refusesWhatIsMissingOrEndless() {
        assertRefused(null, BODY, TokenRefusal.MISSING);
        assertRefused("", BODY, TokenRefusal.MISSING);
        assertRefused("Bearer ", BODY, TokenRefusal.MISSING);
        String endless = JWT.create().withIssuer(KEY).sign(Algorithm.HMAC256(SECRET.reveal()));
        assertRefused(endless, BODY, TokenRefusal.MALFORMED);
        assertRefused("e30." + "A".repeat(20_000) + ".AAAA", BODY, TokenRefusal.MALFORMED);
    }

    /** LiveKit's tokens live from now to now + 5 min; a minute of difference between clocks is allowed either way. */
    @ParameterizedTest
    @CsvSource({"0,ok", "59,ok", "61,NOT_YET_VALID", "-359,ok", "-361,EXPIRED"})
    void allowsAMinuteBetweenTheClocks(long senderAheadSeconds, String expected) {
        Instant now = Instant.parse("2026-11-20T10:00:00Z");
        Clock here = Clock.fixed(now, ZoneOffset.UTC);
        Clock there = Clock.offset(here, Duration.ofSeconds(senderAheadSeconds));
        String token = new WebhookSigner(KEY, SECRET, there).sign(BODY);
        WebhookVerdict verdict = new WebhookVerifier(ApiKeys.of(KEY, SECRET), here).verify(token, BODY);
        if (expected.equals("ok")) {
            assertThat(verdict)
                    .isEqualTo(new WebhookVerdict.Accepted(
                            KEY, now.plusSeconds(senderAheadSeconds).toEpochMilli()));
        } else {
            assertThat(verdict).isEqualTo(new WebhookVerdict.Refused(TokenRefusal.valueOf(expected)));
        }
    }

    @Test
    void remediesAndKeysShowNoSecret() {
        for (TokenRefusal refusal : TokenRefusal.values()) {
            assertThat(refusal.remedy()).isNotBlank().doesNotContain(SECRET.reveal());
        }
        assertThat(ApiKeys.of(KEY, SECRET).toString()).doesNotContain(SECRET.reveal());
    }

    private void assertRefused(@org.jspecify.annotations.Nullable String token, byte[] body, TokenRefusal reason) {
        assertThat(verifier.verify(token, body)).isEqualTo(new WebhookVerdict.Refused(reason));
    }

    private static JWTCreator.Builder claims(Instant now) {
        return JWT.create().withIssuer(KEY).withNotBefore(now).withExpiresAt(now.plusSeconds(300));
    }

    private static String sign(JWTCreator.Builder claims) {
        return claims.sign(Algorithm.HMAC256(SECRET.reveal()));
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
