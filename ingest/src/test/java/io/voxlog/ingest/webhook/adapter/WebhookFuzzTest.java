package io.voxlog.ingest.webhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.ingest.webhook.OrganizationRule;
import io.voxlog.ingest.webhook.RoomOrigin;
import io.voxlog.livekit.ApiKeys;
import io.voxlog.livekit.EgressTickets;
import io.voxlog.livekit.WebhookSigner;
import io.voxlog.livekit.WebhookVerdict;
import io.voxlog.livekit.WebhookVerifier;
import io.voxlog.runtime.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Bytes of any kind are refused as documented or taken; no other exception, no hang. */
final class WebhookFuzzTest {
    private static final Secret SECRET = new Secret("secretsecretsecretsecretsecretsecret");
    private static final ApiKeys KEYS = ApiKeys.of("devkey", SECRET);
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_790_000_000), ZoneOffset.UTC);
    private static final WebhookVerifier VERIFIER = new WebhookVerifier(KEYS, CLOCK);
    private static final WebhookMapping MAPPING = new WebhookMapping(OrganizationRule.firstOf(List.of(
            new MetadataPointer("/org"),
            OrganizationRule.byName(Pattern.compile("([a-z]+)-.*")),
            OrganizationRule.byServer(Map.of("us-1", "initech")))));
    private static final String EVENT = "{\"event\":\"track_published\",\"id\":\"EV_1\",\"createdAt\":\"1790000000\","
            + "\"room\":{\"sid\":\"RM_a\",\"name\":\"acme-x\",\"creationTimeMs\":\"1790000000123\",\"metadata\":\"{}\"},"
            + "\"participant\":{\"sid\":\"PA_1\",\"identity\":\"alice\",\"joinedAtMs\":\"1\",\"attributes\":{\"a\":\"b\"},"
            + "\"permission\":{\"hidden\":true}},\"track\":{\"sid\":\"TR_1\",\"type\":\"VIDEO\",\"muted\":false},"
            + "\"egressInfo\":{\"egressId\":\"EG_1\",\"startedAt\":\"1\"},\"unknown\":[1,{\"a\":[]}]}";

    @Property(tries = 500)
    void anyTokenIsRefused(@ForAll @StringLength(max = 200) String token, @ForAll @Size(max = 50) byte[] body) {
        assertThat(VERIFIER.verify(token, body)).isInstanceOf(WebhookVerdict.Refused.class);
        assertThat(new EgressTickets(KEYS, CLOCK).verify(token)).isInstanceOf(EgressTickets.Verdict.Refused.class);
    }

    @Property(tries = 300)
    void anyClaimsUnderAnySignatureAreRefused(
            @ForAll @StringLength(max = 60) String header,
            @ForAll @StringLength(max = 120) String claims,
            @ForAll @Size(max = 40) byte[] signature) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String token = base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(signature);

        assertThat(VERIFIER.verify(token, new byte[0])).isInstanceOf(WebhookVerdict.Refused.class);
    }

    @Property(tries = 500)
    void aTokenWithAnyByteChangedIsRefused(@ForAll @IntRange(max = 10_000) int at, @ForAll byte to) {
        byte[] body = EVENT.getBytes(StandardCharsets.UTF_8);
        byte[] token = new WebhookSigner("devkey", SECRET, CLOCK).sign(body).getBytes(StandardCharsets.ISO_8859_1);
        int index = at % token.length;
        boolean same = token[index] == to;
        // The last character of a signature holds two bits that nobody reads.
        boolean unread = index == token.length - 1;
        token[index] = to;

        WebhookVerdict verdict = VERIFIER.verify(new String(token, StandardCharsets.ISO_8859_1), body);
        if (!same && !unread && !Character.isWhitespace(to & 0xff)) {
            assertThat(verdict).isInstanceOf(WebhookVerdict.Refused.class);
        }
    }

    @Property(tries = 1_000)
    void aBodyWithAnyBytesChangedIsMappedOrRefused(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 10_000) Integer> places, @ForAll byte to) {
        byte[] body = EVENT.getBytes(StandardCharsets.UTF_8);
        places.forEach(place -> body[place % body.length] = to);
        mapped(body);
    }

    @Property(tries = 500)
    void anyBodyIsMappedOrRefused(@ForAll @StringLength(max = 100) String text, @ForAll @Size(max = 60) byte[] bytes) {
        mapped(text.getBytes(StandardCharsets.UTF_8));
        mapped(bytes);
        mapped(("{\"event\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nestingWithoutEndIsRefused() {
        for (String open : List.of("[", "{\"a\":", "{\"room\":")) {
            mapped(open.repeat(200_000).getBytes(StandardCharsets.UTF_8));
            mapped(("{\"unknown\":" + open.repeat(200_000)).getBytes(StandardCharsets.UTF_8));
        }
        mapped(("{\"createdAt\":" + "9".repeat(500_000) + "}").getBytes(StandardCharsets.UTF_8));
        mapped("{\"createdAt\":1e999999999}".getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void anyMetadataHasAnOrganizationOrNone(@ForAll @StringLength(max = 80) String metadata) {
        Optional<String> found = new MetadataPointer("/org").resolve(new RoomOrigin("eu-1", "room", metadata));
        found.ifPresent(organization -> assertThat(organization).isNotEmpty());
    }

    private static void mapped(byte[] body) {
        try {
            assertThat(MAPPING.map(body, "eu-1", 0).key()).isNotNull();
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }
}
